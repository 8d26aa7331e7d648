import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';
import { given, on } from '../shared/selection.ts';

const off = z.boolean().default(false);

export const concatParams = z.object({
  allowOverlaps: off.describe('Files may overlap and come in any order; sorts their records (-a)'),
  removeDuplicates: z
    .enum(['snps', 'indels', 'both', 'all', 'exact'])
    .optional()
    .describe('Of equal records in several files, keep the first (-d)'),
  ligate: z
    .enum(['strict', 'force', 'warn'])
    .optional()
    .describe('Join overlapping phased files by their phase; the rest: fail, keep or drop (-l)'),
  minPq: z.int().min(0).optional().describe('Break phase sets of a lower quality (-q)'),
  compactPs: off.describe('Write PS only where a phase set begins (-c)'),
  dropGenotypes: off.describe('Write sites without samples (-G)'),
  naive: off.describe('Join compressed files without decompressing them (-n)'),
});

type Condition = Extract<Relation, { readonly kind: 'excludes' }>['conditions'][0];

const isOn = (option: string) => ({ option, is: [true] }) as const;
const notNaive = (flag: string, condition: Condition): Relation => ({
  ...{ kind: 'excludes', conditions: [isOn('naive'), condition] },
  problem: `--naive and ${flag} were both given, but exclude each other`,
  advice: 'Leave one of them out.',
});

export const concatRelations: readonly Relation[] = [
  {
    ...{ kind: 'onlyWith', option: 'removeDuplicates', condition: isOn('allowOverlaps') },
    problem: '--remove-duplicates was given without --allow-overlaps',
    advice: 'Give --allow-overlaps too, or leave it out.',
  },
  {
    ...{ kind: 'excludes', conditions: ['ligate', isOn('allowOverlaps')] },
    problem: '--ligate and --allow-overlaps were both given, but exclude each other',
    advice: 'Give one of them.',
  },
  {
    ...{ kind: 'onlyWith', option: 'minPq', condition: 'ligate' },
    problem: '--min-pq was given without --ligate',
    advice: 'Give --ligate too, or leave it out.',
  },
  {
    ...{ kind: 'requires', when: isOn('compactPs'), option: 'ligate' },
    problem: '--compact-ps was given without --ligate',
    advice: 'Give --ligate too, or leave it out.',
  },
  notNaive('--allow-overlaps', isOn('allowOverlaps')),
  notNaive('--drop-genotypes', isOn('dropGenotypes')),
  notNaive('--ligate', 'ligate'),
];

type Params = z.output<typeof concatParams>;

/** Whether bcftools needs an index of each file. */
export const isIndexed = ({ allowOverlaps, ligate }: Params): boolean =>
  allowOverlaps || ligate !== undefined;

const LIGATE = { strict: ['-l'], force: ['--ligate-force'], warn: ['--ligate-warn'] } as const;

export const concatOptions = (params: Params): readonly string[] => [
  ...on('-a', params.allowOverlaps),
  ...given('-d', params.removeDuplicates),
  ...(params.ligate ? LIGATE[params.ligate] : []),
  ...given('-q', params.minPq),
  ...on('-c', params.compactPs),
  ...on('-G', params.dropGenotypes),
  ...on('-n', params.naive),
];
