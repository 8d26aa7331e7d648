import type { Relation } from '@joblayer/job-runtime';
import * as z from 'zod';
import { given, off, on } from './shared/options.ts';

const PRESETS = ['auto', 'vcf', 'bed', 'gff', 'sam', 'columns'] as const;
export const CSI = { option: 'format', is: ['csi'] } as const;
export const TBI = { option: 'format', is: ['tbi'] } as const;
const COLUMNS = { option: 'preset', is: ['columns'] } as const;

const column = z.int().min(1).optional();

export const params = z.object({
  preset: z
    .enum(PRESETS)
    .default('auto')
    .describe('The format; auto: by the name; columns: of any table (-p)'),
  format: z
    .enum(['tbi', 'csi'])
    .default('tbi')
    .describe('The index; a CSI holds positions beyond 512 Mb as well (-C)'),
  minShift: z
    .int()
    .min(1)
    .max(30)
    .optional()
    .describe('The smallest interval of a CSI is 2 to the power of this; default: 14 (-m)'),
  nameColumn: column.describe('The column of the sequence, from 1 (-s)'),
  startColumn: column.describe('The column of the start (-b)'),
  endColumn: column.describe('The column of the end; default: that of the start (-e)'),
  zeroBased: off.describe('Starts count from 0, as in BED (-0)'),
  skipLines: z.int().min(0).optional().describe('Skip as many lines at the start (-S)'),
  comment: z
    .string()
    .regex(/^\S$/)
    .optional()
    .describe('Lines that begin with it are comments (-c)'),
});

export type Values = z.output<typeof params>;
type Preset = 'vcf' | 'bed' | 'gff' | 'sam' | 'columns';

const BY_NAME = [
  [/\.vcf\.gz$/i, 'vcf'],
  [/\.bed\.gz$/i, 'bed'],
  [/\.(gff3?|gtf)\.gz$/i, 'gff'],
  [/\.sam\.gz$/i, 'sam'],
] as const;

/** @returns undefined if the name does not show the format */
export const presetOf = ({ preset }: Values, name: string): Preset | undefined =>
  preset === 'auto' ? BY_NAME.find(([pattern]) => pattern.test(name))?.[1] : preset;

export const tabixOptions = (values: Values, name: string): readonly string[] => {
  const preset = presetOf(values, name);
  const { nameColumn, startColumn, endColumn = startColumn } = values;
  return [
    ...(preset === 'columns'
      ? [...given('-s', nameColumn), ...given('-b', startColumn), ...given('-e', endColumn)]
      : given('-p', preset)),
    ...on('-0', values.zeroBased),
    ...given('-S', values.skipLines),
    ...given('-c', values.comment),
    ...on('-C', values.format === 'csi'),
    ...given('-m', values.minShift),
  ];
};

export const relations: readonly Relation[] = [
  ...(['nameColumn', 'startColumn'] as const).map((option): Relation => ({
    ...{ kind: 'requires', when: COLUMNS, option },
    problem: '--preset columns was given without --name-column and --start-column',
    advice: 'Give both, counted from 1.',
  })),
  ...(['nameColumn', 'startColumn', 'endColumn', 'zeroBased'] as const).map((option): Relation => ({
    ...{ kind: 'onlyWith', option, condition: COLUMNS },
    problem: 'a column was given, and --preset is {preset.value}',
    advice: 'Give --preset columns too, or leave it out.',
  })),
  {
    ...{ kind: 'onlyWith', option: 'minShift', condition: CSI },
    problem: '--min-shift is for a CSI, and --format is {format.value}',
    advice: 'Give --format csi too, or leave it out.',
  },
];
