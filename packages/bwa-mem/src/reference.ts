import { JobError, type StagedDirectory, type StagedFile } from '@joblayer/job-runtime';

/** What `bwa index` writes beside a FASTA file; all of them make the index. */
const INDEX_SUFFIXES = ['.amb', '.ann', '.bwt', '.pac', '.sa'] as const;
const FASTA = /\.(fa|fasta|fna)(\.gz)?$/;

/** A reference that bwa can use at once, or a FASTA file of which it has to make one first. */
export type Reference =
  | { readonly state: 'indexed'; readonly prefix: string }
  | { readonly state: 'fasta'; readonly path: string };

/**
 * Finds the index in a reference directory, or the FASTA file where there is no index.
 *
 * @throws JobError `bad-data` when there is neither, more than one, or an index in part
 */
export function findReference(reference: StagedFile | StagedDirectory): Reference {
  if (reference.type === 'file') return { state: 'fasta', path: reference.path };
  const { path, files } = reference;
  const prefixes = files.filter((file) => file.endsWith('.bwt')).map((file) => file.slice(0, -4));
  const fastas = files.filter((file) => FASTA.test(file));

  if (prefixes.length > 1) throw unclear(`${prefixes.length} bwa indexes (${prefixes.join(', ')})`);
  const [prefix] = prefixes;
  if (prefix !== undefined) {
    const missing = INDEX_SUFFIXES.filter((suffix) => !files.includes(prefix + suffix));
    if (missing.length > 0) {
      throw unclear(`the bwa index ${prefix} without its files ${missing.join(', ')}`);
    }
    return { state: 'indexed', prefix: `${path}/${prefix}` };
  }
  const [fasta] = fastas;
  if (fasta === undefined || fastas.length > 1) {
    throw unclear(`no bwa index and ${fastas.length === 0 ? 'no' : fastas.length} FASTA files`);
  }
  return { state: 'fasta', path: `${path}/${fasta}` };
}

const unclear = (found: string): JobError =>
  new JobError({
    code: 'bad-data',
    problem: `the directory given with --reference holds ${found}`,
    advice: `Expected one FASTA file, or one index as "bwa index" writes it (${INDEX_SUFFIXES.join(', ')}).`,
  });
