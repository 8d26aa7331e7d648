import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';

export const OF_BEDGRAPH = ['bedgraph', 'bedgraph-all'] as const;
export const OF_TABLE = ['histogram', 'depth', 'depth-covered'] as const;

export const params = z.object({
  report: z
    .enum([...OF_BEDGRAPH, ...OF_TABLE])
    .default('bedgraph')
    .describe(
      'bedgraph: intervals of one depth (-bg); bedgraph-all: with depth 0 too (-bga); histogram: bases by depth; depth: each base, from 1 (-d); depth-covered: each covered base, from 0 (-dz)',
    ),
  strand: z
    .enum(['both', 'forward', 'reverse'])
    .default('both')
    .describe('Count features of one strand only (-strand)'),
  scale: z
    .number()
    .min(1e-9)
    .optional()
    .describe('Multiply each depth, such as by a million / reads (-scale)'),
  split: z
    .boolean()
    .default(false)
    .describe('Count only the blocks of BED12 and of spliced alignments (-split)'),
  ignoreDeletions: z
    .boolean()
    .default(false)
    .describe('Do not count bases that an alignment deletes (-ignoreD)'),
  ends: z
    .enum(['whole', 'five-prime', 'three-prime'])
    .default('whole')
    .describe('Count whole features, or only their first or last base (-5, -3)'),
  fragmentSize: z
    .int()
    .min(1)
    .optional()
    .describe('Count each alignment as a fragment of that many bases (-fs)'),
  maxDepth: z
    .int()
    .min(1)
    .optional()
    .describe('The last bin of the histogram holds all bases of this depth or more (-max)'),
  trackLine: z
    .boolean()
    .default(false)
    .describe('Begin the bedGraph with a track line for genome browsers (-trackline)'),
});

const TRACK_LINE = { option: 'trackLine', is: [true] } as const;

export const relations: readonly Relation[] = [
  {
    ...{ kind: 'excludes', conditions: ['scale', { option: 'report', is: ['histogram'] }] },
    problem: '--scale was given with --report histogram, which counts bases',
    advice: 'Give another --report, or leave --scale out.',
  },
  {
    ...{ kind: 'onlyWith', option: 'maxDepth', condition: { option: 'report', is: ['histogram'] } },
    problem: '--max-depth is for --report histogram, and --report is {report.value}',
    advice: 'Give --report histogram, or leave --max-depth out.',
  },
  {
    ...{ kind: 'excludes', conditions: [TRACK_LINE, { option: 'report', is: [...OF_TABLE] }] },
    problem: '--track-line is for a bedGraph, and --report is {report.value}',
    advice: 'Give --report bedgraph, or leave --track-line out.',
  },
];
