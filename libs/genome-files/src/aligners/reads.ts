import type { PrepareContext, Relation, StagedFile } from '@joblayer/job-runtime';
import * as z from 'zod';
import { checkReads } from '../checks/index.ts';
import { requireReads } from '../require-reads.ts';
import { type Lane, lanesOf, sampleOf } from './lanes.ts';

/** The endings of a file of reads, as an input's definition lists them. */
export const READ_SUFFIXES: readonly string[] = ['.fastq.gz', '.fq.gz', '.fastq', '.fq'];

/** The inputs of each aligner of short reads. */
export const READS = {
  reads1: {
    kind: 'files',
    description: 'Reads, or the first of each pair, as FASTQ; one file for each lane of one sample',
    suffixes: READ_SUFFIXES,
  },
  reads2: {
    kind: 'files',
    required: false,
    description: 'The second of each pair, as FASTQ; the lanes in the order of --reads1',
    suffixes: READ_SUFFIXES,
  },
} as const;

/** Each lane of pairs has both of its files. */
export const MATES: Relation = {
  ...{ kind: 'sameCount', options: ['reads1', 'reads2'] },
  problem:
    '--reads2 needs one file for each lane of --reads1: expected {reads1.count}, got {reads2.count}',
  advice: 'Give both for each lane, in the same order. For single reads, leave out --reads2.',
};

/** A parameter that is only for pairs. */
export const forPairs = (option: string, flag: string): Relation => ({
  ...{ kind: 'onlyWith', option, condition: 'reads2' },
  problem: `${flag} is for pairs only`,
  advice: 'Give --reads2 too, or leave it out.',
});

/** The parameters of each aligner's read group. */
export const READ_GROUP_PARAMS = {
  sample: z
    .string()
    .regex(/^[\w.:+-]+$/)
    .optional()
    .describe(
      'Name of the sample, for the read group; default: the reads’ name without lane and read',
    ),
  platform: z
    .enum(['ILLUMINA', 'DNBSEQ', 'ELEMENT', 'ULTIMA', 'IONTORRENT', 'ONT', 'PACBIO'])
    .default('ILLUMINA')
    .describe('The sequencer, in the read group’s PL'),
  requireReads,
};

interface ReadGroupParams {
  readonly sample?: string | undefined;
  readonly platform: string;
}

interface Reads<File> {
  readonly reads1: readonly File[];
  readonly reads2?: readonly File[] | undefined;
}

/** The fields of the read group, without `@RG`. All lanes are aligned together, and share it. */
export function readGroupOf(
  { reads1, reads2 }: Reads<Pick<StagedFile, 'name' | 'stem'>>,
  { sample, platform }: ReadGroupParams,
): readonly [id: string, ...others: string[]] {
  const name = sampleOf(lanesOf(reads1, reads2), sample);
  return [`ID:${name}`, `SM:${name}`, `LB:${name}`, `PL:${platform}`];
}

/**
 * Reads all lanes once: they are whole FASTQ, and mates belong together.
 *
 * @throws JobError `bad-data`
 */
export async function checkAllReads(
  { reads1, reads2 }: Reads<StagedFile>,
  requireReads: boolean,
  context: Pick<PrepareContext, 'resolve' | 'signal' | 'warn'>,
): Promise<void> {
  const lanes: readonly Lane<StagedFile>[] = lanesOf(reads1, reads2);
  for (const lane of lanes) await checkReads({ ...lane, requireReads }, context);
}
