import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';
import { either, EXPRESSIONS, expressionsOf, given, on } from '../shared/selection.ts';

export const annotateParams = z.object({
  columns: z
    .string()
    .regex(/^[^\s,]+(,[^\s,]+)*$/)
    .optional()
    .meta({ expects: 'columns as CHROM,FROM,TO,INFO/GENE' })
    .describe('Of VCF, what to copy, as ID,INFO/AF; of a table, all its columns, - for none (-c)'),
  markSites: z
    .string()
    .regex(/^[+-]?[A-Za-z_][\w.]*$/)
    .optional()
    .describe('Set this INFO flag of records that --annotations has; with -, lacks (-m)'),
  mergeLogic: z
    .string()
    .regex(/^[\w./]+:[\w-]+(,[\w./]+:[\w-]+)*$/)
    .optional()
    .meta({ expects: 'tags and logics, as GENE:unique,SCORE:max' })
    .describe('How several annotations of one record are joined, as GENE:unique (-l)'),
  minOverlap: z
    .string()
    .regex(/^(0?\.\d+|1)?(:(0?\.\d+|1))?$/)
    .min(1)
    .optional()
    .meta({ expects: 'fractions, as 0.5, :0.5 or 0.5:0.5' })
    .describe('The least overlap, as a fraction of the annotation:variant (--min-overlap)'),
  pairLogic: z
    .enum(['snps', 'indels', 'both', 'all', 'some', 'exact'])
    .optional()
    .describe('The records of a VCF that are the same; default: some alleles (--pair-logic)'),
  remove: z
    .string()
    .min(1)
    .optional()
    .describe('Remove these, as ID,INFO/DP,FORMAT/DP; with ^, keep only them (-x)'),
  setId: z
    .string()
    .min(1)
    .optional()
    .describe('Set ID by this format, as %CHROM\\_%POS; with +, only where it is missing (-I)'),
  ...EXPRESSIONS,
  keepSites: z
    .boolean()
    .default(false)
    .describe('Keep the records that --include and --exclude leave out, unchanged (-k)'),
});

const needs = (option: string, flag: string, other: string, otherFlag: string): Relation => ({
  ...{ kind: 'requires', when: option, option: other },
  problem: `${flag} was given without ${otherFlag}`,
  advice: `Give ${otherFlag} too, or leave it out.`,
});

export const annotateRelations: readonly Relation[] = [
  {
    ...{ kind: 'oneOf', options: ['annotations', 'remove', 'setId', 'renameChrs', 'headerLines'] },
    problem: 'there is nothing to change',
    advice: 'Give --annotations, --remove, --set-id, --rename-chrs or --header-lines.',
  },
  needs('columns', '--columns', 'annotations', '--annotations'),
  needs('markSites', '--mark-sites', 'annotations', '--annotations'),
  needs('mergeLogic', '--merge-logic', 'annotations', '--annotations'),
  needs('minOverlap', '--min-overlap', 'annotations', '--annotations'),
  needs('pairLogic', '--pair-logic', 'annotations', '--annotations'),
  either('include', 'exclude', '--include and --exclude'),
];

export const annotateOptions = (params: z.output<typeof annotateParams>): readonly string[] => [
  ...given('-c', params.columns),
  ...given('-m', params.markSites),
  ...given('-l', params.mergeLogic),
  ...given('--min-overlap', params.minOverlap),
  ...given('--pair-logic', params.pairLogic),
  ...given('-x', params.remove),
  ...given('-I', params.setId),
  ...expressionsOf(params),
  ...on('-k', params.keepSites),
];
