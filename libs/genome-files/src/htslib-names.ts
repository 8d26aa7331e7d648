import type { Step } from '@joblayer/job-runtime';

/** What htslib takes for the end of a file's name, and the start of its index's, when it reads and when it writes. */
const INDEX_MARK = '##idx##';

/** A name that htslib does not divide. */
export const linkName = (name: string): string => name.replaceAll(INDEX_MARK, '##_idx##');

/** A path that a tool on htslib is given, and what is to be run before or after that. */
export interface HtslibPath {
  readonly path: string;
  readonly steps: readonly Step[];
}

/** A file to read: itself, or a link to it in the work directory where htslib would divide its name. */
export function readableByHtslib(path: string, workDir: string): HtslibPath {
  if (!path.includes(INDEX_MARK)) return { path, steps: [] };
  const link = `${workDir}/${linkName(path.slice(path.lastIndexOf('/') + 1))}`;
  return { path: link, steps: [{ pipeline: [['ln', '-s', path, link]] }] };
}

/**
 * What a tool on htslib is to write a file and its index to, in one argument. It reads the format and the index's name
 * out of that: where the names would mislead it, both are written to the work directory, and moved by the steps
 * afterwards.
 *
 * https://www.htslib.org/doc/1.21/samtools.html#GLOBAL_COMMAND_OPTIONS
 */
export function withIndexOf(
  path: string,
  index: string,
  workDir: string,
  format: 'bam' | 'cram',
): HtslibPath & { readonly file: string } {
  if (path.endsWith(`.${format}`) && !`${path}${index}`.includes(INDEX_MARK)) {
    return { path: `${path}${INDEX_MARK}${index}`, file: path, steps: [] };
  }
  const written = `${workDir}/joblayer-written.${format}`;
  const ownIndex = `${written}${index.slice(index.lastIndexOf('.'))}`;
  const move = (from: string, to: string): Step => ({ pipeline: [['mv', '-T', from, to]] });
  return {
    path: `${written}${INDEX_MARK}${ownIndex}`,
    file: written,
    steps: [move(ownIndex, index), move(written, path)],
  };
}
