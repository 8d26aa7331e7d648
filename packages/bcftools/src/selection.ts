import { checkRegions } from '@joblayer/genome-files';
import type { PrepareContext, Relation, StagedFile } from '@joblayer/job-runtime';
import * as z from 'zod';
import { layOutPrograms } from './programs.ts';

/** Regions of which variants are read. */
export interface Selected {
  readonly regions?: string | undefined;
  readonly regionsFile?: StagedFile | undefined;
}

export const regionsInput = {
  kind: 'file',
  required: false,
  description: 'Regions to read variants of, as BED',
  suffixes: ['.bed.gz', '.bed'],
} as const;

export const regions = z
  .string()
  // Commas separate regions: chr1:1,000-2,000 would be three.
  .regex(/^(?!-)(?!.*:\d{1,3}(,\d{3})+(-|,|$)).+/)
  .optional()
  .meta({ expects: 'regions as chr1:1000-2000,chr2, with numbers without commas' })
  .describe('Regions to read variants of, as chr1:1000-2000,chr2');

/** What overlaps a region counts, as with -r. That option needs an index, and finds the same. */
export const selection = ({ regions: named, regionsFile }: Selected): readonly string[] => [
  ...(named === undefined ? [] : ['-t', named]),
  ...(regionsFile === undefined ? [] : ['-T', regionsFile.path]),
  ...(named === undefined && regionsFile === undefined ? [] : ['--targets-overlap', '1']),
];

const expression = z.string().min(1).optional();
/** https://samtools.github.io/bcftools/bcftools.html#expressions */
export const expressions = (what: string) => ({
  include: expression.describe(`${what} for which this is true, as QUAL>=30 && INFO/DP>10 (-i)`),
  exclude: expression.describe(`${what} for which this is not true (-e)`),
});

interface Expressions {
  readonly include?: string | undefined;
  readonly exclude?: string | undefined;
}

/** Options for a value that may be absent. */
export const given = (flag: string, value: string | number | undefined): readonly string[] =>
  value === undefined ? [] : [flag, String(value)];

export const expressionOptions = ({ include, exclude }: Expressions): readonly string[] => [
  ...given('-i', include),
  ...given('-e', exclude),
];

const excludes = (one: string, other: string, flags: string): Relation => ({
  ...{ kind: 'excludes', conditions: [one, other] },
  problem: `${flags} were both given, but exclude each other`,
  advice: 'Give one of them.',
});
export const regionsRelation = excludes('regions', 'regionsFile', '--regions and --regions-file');
export const expressionsRelation = excludes('include', 'exclude', '--include and --exclude');

/** For the hook `prepare` of each definition. */
export async function prepare(
  context: Pick<PrepareContext, 'workDir' | 'resolve' | 'signal' | 'warn'>,
  regionsFile?: StagedFile,
): Promise<void> {
  await layOutPrograms(context);
  if (regionsFile) await checkRegions({ option: '--regions-file', file: regionsFile }, context);
}

export const CHECKED_REGIONS =
  'regions are BED, and name at least one sequence of the variants’ header';
