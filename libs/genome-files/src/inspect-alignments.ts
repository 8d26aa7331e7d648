import { JobError, type InspectedFile, type Inspection } from '@joblayer/job-runtime';
import type { Head } from './heads/read-head.ts';
import { MOST_BASES_OF_BAI } from './long-sequences.ts';
import { noReads } from './require-reads.ts';

export interface AlignmentsOption {
  /** `--bam` */
  readonly option: `--${string}`;
  /** Whether `--require-reads` was given. */
  readonly requireReads: boolean;
}

/**
 * For a definition's `inspect`: reads the head of each file of alignments. Finds out whether a
 * sequence is too long for a BAI and a TBI (the fact `longSequences`), and whether there are reads.
 *
 * @throws JobError `bad-data` if a file is empty, or has no reads although they are required
 */
export async function inspectAlignments(
  files: readonly InspectedFile[],
  { option, requireReads }: AlignmentsOption,
): Promise<Inspection> {
  // Imported here, as a static import would slow down --help.
  const { readHead } = await import('./heads/read-head.ts');
  const warnings: string[] = [];
  let longSequences = false;
  for (const file of files) {
    const head: Head = await readHead(file.read());
    if (head === 'unknown') continue;
    if (head === 'empty') throw isEmpty(file, option);
    longSequences ||= head.sequences.some(({ length }) => length > MOST_BASES_OF_BAI);
    if (head.hasReads) continue;
    const { message } = noReads(
      files.length > 1 ? `${option} (${file.name})` : option,
      requireReads,
    );
    if (requireReads) {
      throw new JobError({ code: 'bad-data', problem: message, location: file.location });
    }
    warnings.push(message.replace(/^warning: /, ''));
  }
  return { facts: { longSequences }, warnings };
}

const isEmpty = ({ location, sizeBytes }: InspectedFile, option: string): JobError =>
  new JobError({
    code: 'bad-data',
    problem: `the file given with ${option} is empty: ${sizeBytes === 0 ? 'it has 0 bytes' : 'its decompressed content has 0 bytes'}`,
    advice: 'Expected alignments with a header at least. Copy the file again, or make it again.',
    location,
  });
