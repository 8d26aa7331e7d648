import { JobError, usageError, type StagedDirectory, type StagedFile } from '@joblayer/job-runtime';

/** The files that `bwa index` writes beside a FASTA. Together they are the index. */
export const INDEX_SUFFIXES = ['.amb', '.ann', '.bwt', '.pac', '.sa'] as const;
const FASTA = /\.(fa|fasta|fna)(\.gz)?$/i;

/** An index for bwa, or a FASTA that must be indexed first. */
export type Reference =
  | { readonly state: 'indexed'; readonly prefix: string; readonly name: string }
  | { readonly state: 'fasta'; readonly path: string };

/**
 * Finds the index in a reference directory, or the FASTA if there is no index. Of several, the one
 * nearest to the top counts, as iGenomes keeps older ones in subdirectories.
 *
 * @param name the path of the wanted one in the directory
 * @throws JobError `bad-data` if there is neither, several to choose from, or an incomplete index;
 * `usage` if none has that name
 */
export function findReference(reference: StagedFile | StagedDirectory, name?: string): Reference {
  if (reference.type === 'file') {
    if (name === undefined) return { state: 'fasta', path: reference.path };
    throw usageError(
      `--reference-name is ${name}, but --reference is a file`,
      'Leave --reference-name out, or give a directory.',
    );
  }
  const { path, files } = reference;
  const prefixes = files.filter((file) => file.endsWith('.bwt')).map((file) => file.slice(0, -4));
  const fastas = files.filter((file) => FASTA.test(file));
  const prefix = choose(prefixes, 'bwa indexes', name);
  if (prefix !== undefined) {
    const missing = INDEX_SUFFIXES.filter((suffix) => !files.includes(prefix + suffix));
    if (missing.length > 0) {
      throw unclear(`the bwa index ${prefix} without its files ${missing.join(', ')}`);
    }
    return { state: 'indexed', prefix: `${path}/${prefix}`, name: prefix };
  }
  const fasta = choose(fastas, 'FASTA files and no bwa index', name);
  if (fasta !== undefined) return { state: 'fasta', path: `${path}/${fasta}` };
  if (name === undefined) throw unclear('no bwa index and no FASTA file');
  throw usageError(
    `--reference-name is ${name}, but the directory given with --reference has no such index or FASTA file. It has ${[...prefixes, ...fastas].join(', ') || 'none'}`,
    'Give the path of one of these in that directory, without the ending of an index.',
  );
}

/** The path of that name. Without a name, the only one nearest to the top. */
function choose(paths: readonly string[], what: string, name?: string): string | undefined {
  if (name !== undefined) return paths.find((path) => path === name);
  const top = Math.min(...paths.map(depthOf));
  const [first, ...others] = paths.filter((path) => depthOf(path) === top);
  if (first === undefined || others.length === 0) return first;
  throw new JobError({
    code: 'bad-data',
    problem: `the directory given with --reference holds ${others.length + 1} ${what} at one level: ${[first, ...others].join(', ')}`,
    advice: `Choose one with --reference-name ${first}, or give a directory with only one.`,
  });
}

const depthOf = (path: string): number => path.split('/').length;

const unclear = (found: string): JobError =>
  new JobError({
    code: 'bad-data',
    problem: `the directory given with --reference holds ${found}`,
    advice: `Expected one FASTA file, or one index as "bwa index" writes it (${INDEX_SUFFIXES.join(', ')}).`,
  });
