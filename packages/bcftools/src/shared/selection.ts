import { prepareRegions } from '@joblayer/genome-files';
import type { Relation, StagedFile } from '@joblayer/job-runtime';
import * as z from 'zod';
import { SEQUENCES } from './check.ts';
import type { Readable } from './links.ts';

/** Parameters that select records. */
export const EXPRESSIONS = {
  include: z
    .string()
    .min(1)
    .optional()
    .describe('Only records for which this expression holds (-i)'),
  exclude: z.string().min(1).optional().describe('Only the others (-e)'),
};

export const REGIONS = {
  regions: z
    .string()
    .min(1)
    // Commas separate regions: chr1:1,000-2,000 would be three.
    .regex(/^(?!\^)(?!.*:\d{1,3}(,\d{3})+(-|,|$))/)
    .optional()
    .meta({ expects: 'regions as chr1:1000-2000,chr2, with numbers without commas' })
    .describe('Only records that overlap these regions, as chr1:1000-2000,chr2'),
};

/** Only one of two options. */
export const either = (one: string, other: string, flags: string): Relation => ({
  ...{ kind: 'excludes', conditions: [one, other] },
  problem: `${flags} were both given, but exclude each other`,
  advice: 'Give one of them.',
});

export const ONE_EXPRESSION = either('include', 'exclude', '--include and --exclude');
export const ONE_OF_REGIONS = either('regions', 'regionsFile', '--regions and --regions-file');

export const given = (flag: string, value: string | number | undefined): readonly string[] =>
  value === undefined ? [] : [flag, String(value)];

export const on = (flag: string, value: boolean): readonly string[] => (value ? [flag] : []);

interface Expressions {
  readonly include?: string | undefined;
  readonly exclude?: string | undefined;
}

export const expressionsOf = ({ include, exclude }: Expressions): readonly string[] => [
  ...given('-i', include),
  ...given('-e', exclude),
];

/**
 * Regions as options of bcftools, and the steps that write their file. All records are read: jumping to regions by an
 * index would print a record of two regions twice, and keep the order of the regions.
 */
export function regionsOf(
  regions: string | undefined,
  regionsFile: StagedFile | undefined,
  workDir: string,
): Pick<Readable, 'steps'> & { readonly options: readonly string[] } {
  const overlap = ['--targets-overlap', '1'];
  if (regions !== undefined) return { options: ['-t', regions, ...overlap], steps: [] };
  if (!regionsFile) return { options: [], steps: [] };
  const { path, steps } = prepareRegions({
    ...{ option: '--regions-file', file: regionsFile, as: 'bed', workDir },
    genome: `${workDir}/${SEQUENCES}`,
  });
  return { options: ['-T', path, ...overlap], steps };
}
