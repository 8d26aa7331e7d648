import { JobError } from '@joblayer/job-runtime';
import { noReads } from '../require-reads.ts';
import { type AlignmentsCheck, checkAlignments } from './alignments.ts';
import type { CheckContext, GenomeSequence } from './checked-file.ts';

export interface SampleAlignmentsCheck extends AlignmentsCheck {
  /** Whether `--require-reads` was given. */
  readonly requireReads: boolean;
}

/** `genomeOfAlignments` of `index.ts`. */
export async function genomeOfAlignments(
  check: SampleAlignmentsCheck,
  context: CheckContext,
): Promise<readonly GenomeSequence[]> {
  const { option, file, requireReads } = check;
  const { records, sequences } = await checkAlignments(check, context);
  const refuse = (problem: string, advice?: string): never => {
    throw new JobError({ code: 'bad-data', problem, ...(advice && { advice }) });
  };
  if (sequences.length === 0)
    refuse(
      `the file given with ${option}, ${file.name}, has no sequences in its header`,
      'Expected lines @SQ, as aligners write them.',
    );
  if (records === 0) {
    const { message } = noReads(`${option} (${file.name})`, requireReads);
    if (requireReads) refuse(message);
    context.warn?.(message.replace(/^warning: /, ''));
  }
  return sequences.map(({ name, length }) => ({ name, bases: length }));
}
