import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import { option } from './alignments.ts';
import { ofBgzip, ofOrder, proves } from './error-patterns.ts';
import { presetOf, SUFFIXES } from './tabix-presets.ts';

/** https://www.htslib.org/doc/1.21/tabix.html */
export const tabix = defineTool({
  name: 'tabix',
  summary: 'makes the index of a VCF, BED, GFF or table that is sorted and compressed by bgzip',
  inputs: {
    file: {
      kind: 'file',
      description: 'The file, sorted by position, and compressed by bgzip',
      suffixes: SUFFIXES,
    },
  },
  outputs: {
    tbi: {
      kind: 'file',
      required: false,
      description: 'The index',
      defaultName: '{file.name}.tbi',
      otherFormats: ['.csi'],
    },
    csi: {
      kind: 'file',
      required: false,
      insteadOf: 'tbi',
      description: 'The index as CSI, which holds positions beyond 536,870,912 (-C)',
      defaultName: '{file.name}.csi',
      otherFormats: ['.tbi'],
    },
  },
  params: z.object({
    preset: z
      .enum(['vcf', 'bed', 'gff', 'sam'])
      .optional()
      .describe('The format; default: by the ending of the name (-p)'),
    sequenceColumn: z
      .int()
      .min(1)
      .optional()
      .describe('Of a table: the column of the sequence, from 1 (-s)'),
    startColumn: z.int().min(1).optional().describe('Of a table: that of the start (-b)'),
    endColumn: z
      .int()
      .min(1)
      .optional()
      .describe('Of a table: that of the end; default: that of the start (-e)'),
    zeroBased: z.boolean().default(false).describe('Of a table: positions begin at 0 (-0)'),
    skipLines: z.int().min(0).optional().describe('Lines to skip at the start (-S)'),
    comment: z
      .string()
      .regex(/^[!-~]$/)
      .optional()
      .meta({ expects: 'one character' })
      .describe('Skip lines that begin with it; default: that of the format, or # (-c)'),
  }),
  relations: [
    {
      ...{ kind: 'oneOf', options: ['tbi', 'csi', 'outputDir'] },
      problem: 'no location was given, so the job would write no index',
      advice: 'Give --tbi, --csi or --output-dir.',
    },
    {
      ...{ kind: 'excludes', conditions: ['preset', 'sequenceColumn'] },
      problem: '--preset and --sequence-column were given, but a preset has its own columns',
      advice: 'Leave one of them out.',
    },
    ...(['startColumn', 'endColumn', 'zeroBased'] as const).map((name) => ({
      ...({ kind: 'onlyWith', option: name, condition: 'sequenceColumn' } as const),
      problem: 'columns of a table were given without --sequence-column',
      advice: 'Give the column of the sequence with --sequence-column.',
    })),
    {
      ...{ kind: 'requires', when: 'sequenceColumn', option: 'startColumn' },
      problem: '--sequence-column was given without --start-column',
      advice: 'Give the column of the start with --start-column.',
    },
  ],
  resources: { vcpus: 1, memoryMiB: 512, scratch: { baseMiB: 64, perInputMiB: 0 } },
  extraArgsFor: 'tabix',
  errorPatterns: [
    proves(
      /\[E::get_intv\]|Invalid record|The offending line was/,
      'the file given with --file has lines that are not of its format',
      'Check its content, --preset, and the columns.',
    ),
    proves(
      /compression of .* is not BGZF/,
      'the file given with --file is not compressed by bgzip',
      'Compress it again with bgzip: gzip -dc x.gz | bgzip.',
    ),
    proves(
      /cannot be stored in a tbi index/,
      'the file given with --file has positions beyond 536,870,912, the limit of a TBI',
      'Give the location of a CSI with --csi instead.',
    ),
    ...[ofOrder('--file'), ofBgzip('--file')],
  ],
  checkedInJob: ['the format is known by the name or by --preset'],

  check({ inputFiles, params }) {
    const name = inputFiles['file']?.[0]?.name ?? '';
    if (params.preset ?? params.sequenceColumn ?? presetOf(name)) return undefined;
    return {
      problem: `the name of --file, ${name}, does not show the format`,
      advice: 'Give --preset, or the columns with --sequence-column and --start-column.',
    };
  },

  command({ inputs: { file }, outputs, params, extraArgs, workDir }) {
    const { tbi, csi } = outputs;
    const written = csi ?? tbi;
    if (written === undefined) throw new Error('the relations refuse a job without an index');
    // tabix writes the index beside the file.
    const link = `${workDir}/${file.name}`;
    const { sequenceColumn, startColumn, endColumn = startColumn } = params;
    const preset = params.preset ?? presetOf(file.name);
    return [
      { pipeline: [['ln', '-s', file.path, link]] },
      {
        pipeline: [
          [
            ...(['tabix', '-f'] as const),
            ...(csi === undefined ? [] : ['-C']),
            ...(sequenceColumn === undefined
              ? option('-p', preset)
              : ['-s', String(sequenceColumn), ...option('-b', startColumn)]),
            ...(sequenceColumn === undefined ? [] : option('-e', endColumn)),
            ...(params.zeroBased ? ['-0'] : []),
            ...option('-S', params.skipLines),
            ...option('-c', params.comment),
            ...[...extraArgs, link],
          ],
        ],
      },
      { pipeline: [['mv', '-T', `${link}.${csi === undefined ? 'tbi' : 'csi'}`, written]] },
    ];
  },
});
