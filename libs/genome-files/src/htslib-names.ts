import type { Step } from '@joblayer/job-runtime';

/** The mark between a file's name and its index's name. htslib splits each name at it. */
const INDEX_MARK = '##idx##';

/** A name that htslib does not split. */
export const linkName = (name: string): string => name.replaceAll(INDEX_MARK, '##_idx##');

/** A path for a tool on htslib, and the steps to run before reading it or after writing it. */
export interface HtslibPath {
  readonly path: string;
  readonly steps: readonly Step[];
}

/** A file to read: itself, or a link in the work directory if htslib would split its name. */
export function readableByHtslib(path: string, workDir: string): HtslibPath {
  if (!path.includes(INDEX_MARK)) return { path, steps: [] };
  const link = `${workDir}/${linkName(path.slice(path.lastIndexOf('/') + 1))}`;
  return { path: link, steps: [{ pipeline: [['ln', '-s', path, link]] }] };
}

/**
 * The path, as one argument, of a file and its index for a tool on htslib to write. The tool reads
 * the format and the index's name from this argument. If the names would mislead it, it writes to
 * the work directory, and the steps move both files afterwards.
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
