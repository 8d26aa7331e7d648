import { checkFasta, type CheckContext, checkReads, FASTA_SUFFIXES } from '@joblayer/genome-files';
import { READ_SUFFIXES } from '@joblayer/genome-files/aligners';
import type { StagedFile } from '@joblayer/job-runtime';
import * as z from 'zod';

/** The endings of a file of sequences: FASTQ, or FASTA of nucleotides or proteins. */
export const SEQUENCE_SUFFIXES: readonly string[] = [
  ...READ_SUFFIXES,
  ...FASTA_SUFFIXES,
  ...['.faa.gz', '.faa'],
];

export const sequenceType = z
  .enum(['auto', 'dna', 'rna', 'protein'])
  .default('auto')
  .describe('What the sequences are; by default seqkit looks at the first (-t)');

export const isFastq = ({ name }: { readonly name: string }): boolean =>
  READ_SUFFIXES.some((suffix) => name.toLowerCase().endsWith(suffix));

/**
 * A file given with `--sequences` is whole. seqkit stats succeeds on FASTQ that is cut short.
 *
 * @throws JobError `bad-data`
 */
export async function checkSequences(
  file: StagedFile,
  requireReads: boolean,
  context: CheckContext,
): Promise<void> {
  if (isFastq(file)) {
    const options = ['--sequences', '--sequences'] as const;
    await checkReads({ reads1: file, options, requireReads }, context);
    return;
  }
  await checkFasta({
    subject: `the FASTA given with --sequences, ${file.name},`,
    path: context.resolve(file.path),
    anyLetters: true,
    compressions: ['none', 'gzip', 'bgzip'],
    signal: context.signal,
  });
}
