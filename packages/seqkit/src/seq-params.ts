import { requireReads } from '@joblayer/genome-files';
import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';
import { sequenceType } from './sequences.ts';

export const params = z.object({
  requireReads,
  sequenceType,
  minLength: z.int().min(0).optional().describe('The least length (-m)'),
  maxLength: z.int().min(1).optional().describe('The greatest length (-M)'),
  minQuality: z
    .number()
    .min(0)
    .max(93)
    .optional()
    .describe('The least mean quality of a read, for FASTQ (-Q)'),
  maxQuality: z
    .number()
    .min(0)
    .max(93)
    .optional()
    .describe('Only reads of a lower mean quality, for FASTQ (-R)'),
  invertNames: z.boolean().default(false).describe('Leave out those of --names (grep -v)'),
  reverse: z.boolean().default(false).describe('Reverse each sequence (-r)'),
  complement: z.boolean().default(false).describe('Complement each sequence (-p)'),
  convert: z
    .enum(['none', 'dna-to-rna', 'rna-to-dna'])
    .default('none')
    .describe('Exchange T and U (--dna2rna, --rna2dna)'),
  letterCase: z
    .enum(['as-given', 'upper', 'lower'])
    .default('as-given')
    .describe('Write letters in this case (-u, -l)'),
  idsOnly: z.boolean().default(false).describe('Headers without what follows the first blank (-i)'),
  lineWidth: z.int().min(0).default(60).describe('Letters a line of FASTA; 0: one line (-w)'),
});

const PROTEIN = { option: 'sequenceType', is: ['protein'] } as const;

export const relations: readonly Relation[] = [
  {
    ...{ kind: 'onlyWith', option: 'invertNames', condition: 'names' },
    problem: '--invert-names was given without --names',
    advice: 'Give --names, or leave it out.',
  },
  {
    ...{ kind: 'excludes', conditions: [PROTEIN, { option: 'complement', is: [true] }] },
    problem: '--complement was given with --sequence-type protein',
    advice: 'Leave one of them out.',
  },
];
