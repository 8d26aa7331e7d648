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
 * Looks at the head of each file of alignments: whether a sequence is too long for a BAI and a TBI, the fact
 * `longSequences`, and whether any read follows. For a definition's `inspect`.
 *
 * @throws JobError `bad-data` of a file that is empty, and of one without reads where they are required
 */
export async function inspectAlignments(
  files: readonly InspectedFile[],
  { option, requireReads }: AlignmentsOption,
): Promise<Inspection> {
  // Loaded only here: a start that asks for help should not wait for it.
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
    problem: `the file given with ${option} is empty: ${sizeBytes === 0 ? 'it has 0 bytes' : 'nothing is in it once it is decompressed'}`,
    advice:
      'Expected alignments, which have a header at least. Copy the file again, or make it again.',
    location,
  });
