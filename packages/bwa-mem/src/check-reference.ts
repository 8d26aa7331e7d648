import { checkFasta } from '@joblayer/genome-files';
import {
  JobError,
  type PrepareContext,
  type StagedDirectory,
  type StagedFile,
} from '@joblayer/job-runtime';
import { findReference } from './reference.ts';

type Preparing = Pick<PrepareContext, 'resolve' | 'signal'>;

/**
 * Checks a FASTA that is to be indexed. Or checks an index, and compares it with the FASTA beside
 * it, if there is one.
 *
 * @throws JobError `bad-data`: with a genome without sequences, bwa aligns nothing and succeeds
 */
export async function checkReference(
  given: StagedFile | StagedDirectory,
  name: string | undefined,
  { resolve, signal }: Preparing,
): Promise<void> {
  const reference = findReference(given, name);
  const where = given.type === 'directory' ? ' in the directory' : '';
  const fasta = (path: string, name: string) =>
    checkFasta({
      ...{
        subject: `the FASTA ${name}${where} given with --reference`,
        path: resolve(path),
        signal,
      },
      // bwa reads with zlib, and skips all bytes before the first ">".
      ...{ compressions: ['none', 'gzip', 'bgzip'], byteOrderMark: true },
    });
  if (reference.state === 'fasta') {
    await fasta(reference.path, reference.path.slice(reference.path.lastIndexOf('/') + 1));
    return;
  }
  const refuse = (what: string): never => {
    throw new JobError({
      code: 'bad-data',
      problem: `the bwa index ${reference.name} in the directory given with --reference ${what}`,
      advice: 'Make it again from its FASTA: bwa index g.fa',
    });
  };
  // Imported here, as a static import would slow down --help.
  const { readIndex } = await import('./index-files.ts');
  const indexed = await readIndex(resolve(reference.prefix), refuse);
  const beside = fastaOf(reference.name, given);
  if (beside === undefined) return;
  const { sequences } = await fasta(`${given.path}/${beside}`, beside);
  for (let at = 0; at < Math.max(indexed.length, sequences.length); at += 1) {
    const [is, expected] = [describe(indexed[at]), describe(sequences[at])];
    if (is !== expected) {
      refuse(
        `does not belong to ${beside}: its sequence ${at + 1} is ${is}, but in the FASTA ${expected}`,
      );
    }
  }
}

/** The FASTA beside an index. `bwa index -6` adds .64 to its name. */
function fastaOf(name: string, given: StagedFile | StagedDirectory): string | undefined {
  if (given.type === 'file') return undefined;
  return [name, name.replace(/\.64$/, '')].find((path) => given.files.includes(path));
}

const describe = (
  sequence: { readonly name: string; readonly bases: number } | undefined,
): string => (sequence ? `${sequence.name} of ${sequence.bases} bases` : 'none');
