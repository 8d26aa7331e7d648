import { requireReads } from '@joblayer/genome-files';
import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';

const MODES = ['isolate', 'sc', 'meta', 'plasmid', 'rna', 'careful', 'standard'] as const;
/** SPAdes looks for k-mers of odd length, below 128. */
const K_MERS = /^(auto|[1-9]\d?|1[01]\d|12[0-7])(,([1-9]\d?|1[01]\d|12[0-7]))*$/;

export const params = z.object({
  requireReads,
  mode: z
    .enum(MODES)
    .default('isolate')
    .describe('The kind of sample: --isolate, --sc, --meta, --plasmid, --rna, --careful or none'),
  kmers: z
    .string()
    .regex(K_MERS)
    .default('auto')
    .describe('Lengths of k-mers, odd and rising: 21,33,55 (-k)'),
  coverageCutoff: z
    .string()
    .regex(/^(auto|off|\d+(\.\d+)?)$/)
    .default('off')
    .describe('Leave out contigs of less coverage: a number, auto or off (--cov-cutoff)'),
  onlyAssembler: z
    .boolean()
    .default(false)
    .describe('Do not correct errors of reads (--only-assembler)'),
  qualityOffset: z
    .enum(['33', '64'])
    .default('33')
    .describe('The offset of qualities (--phred-offset)'),
});

export const relations: readonly Relation[] = [
  {
    ...{ kind: 'requires', when: { option: 'mode', is: ['meta'] }, option: 'reads2' },
    problem: '--mode is meta, which needs pairs, but --reads2 was not given',
    advice: 'Give --reads2, or another mode.',
  },
  {
    kind: 'excludes',
    conditions: [
      { option: 'mode', is: ['meta', 'rna'] },
      { option: 'coverageCutoff', isNot: ['off'] },
    ],
    problem: '--coverage-cutoff was given with --mode {mode.value}, which has none',
    advice: 'Leave one of them out.',
  },
];
