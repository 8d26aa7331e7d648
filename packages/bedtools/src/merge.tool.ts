import { defineTool } from '@joblayer/job-runtime';
import { errorPatternsFor } from './error-patterns.ts';
import { checkFeatures, TEXT_SUFFIXES } from './features.ts';
import { faultOfColumns, params, relations } from './merge-params.ts';
import { given, on, toOutput } from './to-output.ts';

const STRANDS = { any: [], same: ['-s'], forward: ['-S', '+'], reverse: ['-S', '-'] } as const;

/** https://bedtools.readthedocs.io/en/latest/content/tools/merge.html */
export const merge = defineTool({
  name: 'bedtools-merge',
  summary: 'joins features that overlap or lie close together',
  inputs: {
    features: {
      kind: 'file',
      description: 'Features, sorted by sequence and start, or any with --sort (-i)',
      suffixes: TEXT_SUFFIXES,
    },
  },
  outputs: {
    merged: {
      kind: 'file',
      description: 'The joined features as BED, with the values of --columns from column 4 on',
      defaultName: '{features.stem}.merged.bed',
      stream: true,
    },
  },
  params,
  relations,
  resources: { vcpus: 1, memoryMiB: 4096, scratch: { baseMiB: 64, perInputMiB: 2 } },
  extraArgsFor: 'bedtools merge',
  errorPatterns: errorPatternsFor('--features'),
  checkedInJob: [
    'the features are whole and sorted, and have the columns and the strands that are asked for',
    '--operations has one operation for each of --columns, or one of both is single',
  ],

  check: ({ params: { columns, operations } }) => faultOfColumns(columns, operations),

  async prepare({ inputs, params, ...ctx }) {
    const byStrand = params.strandedness !== 'any';
    await checkFeatures({ option: '--features', file: inputs.features, byStrand }, ctx);
  },

  command({ inputs: { features }, outputs, params, extraArgs }) {
    const header = on('-header', params.header);
    const merging = (path: string) =>
      [
        ...(['bedtools', 'merge', '-i', path, '-d', String(params.maxDistance)] as const),
        ...STRANDS[params.strandedness],
        ...given('-c', params.columns),
        ...given('-o', params.operations),
        ...(params.columns === undefined ? [] : ['-delim', params.delimiter]),
        ...(params.columns === undefined ? [] : ['-prec', String(params.precision)]),
        ...header,
        ...extraArgs,
      ] as const;
    if (!params.sort) return [toOutput(outputs.merged, merging(features.path))];
    const sorting = ['bedtools', 'sort', '-i', features.path, '-header'] as const;
    return [toOutput(outputs.merged, sorting, merging('stdin'))];
  },
});
