import type * as z from 'zod';
import type { params } from './intersect-params.ts';
import { given, on } from './to-output.ts';

type Params = z.output<typeof params>;

const REPORTS: Readonly<Record<Params['report'], readonly string[]>> = {
  overlap: [],
  entry: ['-wa'],
  unique: ['-u'],
  absent: ['-v'],
  pairs: ['-wa', '-wb'],
  'pairs-bases': ['-wo'],
  'all-pairs': ['-loj'],
  'all-pairs-bases': ['-wao'],
  count: ['-c'],
  'count-by-file': ['-C'],
};
const STRANDS = { any: [], same: ['-s'], opposite: ['-S'] } as const;

/** The options of bedtools intersect that do not depend on the files. */
export const optionsOf = (params: Params): readonly string[] => [
  ...REPORTS[params.report],
  ...STRANDS[params.strandedness],
  ...given('-f', params.minFractionA),
  ...given('-F', params.minFractionB),
  ...on('-r', params.reciprocal),
  ...on('-e', params.eitherFraction),
  ...on('-split', params.split),
  ...(params.labels === undefined ? [] : ['-names', ...params.labels.split(',')]),
  ...on('-sortout', params.sortHits),
];
