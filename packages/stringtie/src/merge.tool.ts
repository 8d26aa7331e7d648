import { defineTool, patternOf } from '@joblayer/job-runtime';
import * as z from 'zod';
import { ANNOTATION, guideOf } from './annotation.ts';
import { LIST, listAssemblies } from './assemblies.ts';

const least = z.number().min(0);
/** https://ccb.jhu.edu/software/stringtie/index.shtml?t=manual#merge */
export const merge = defineTool({
  name: 'stringtie-merge',
  summary: 'merges assemblies of several samples into one set of transcripts',
  inputs: {
    assemblies: {
      kind: 'files',
      description: 'The transcripts of each sample, as GTF that stringtie wrote',
      suffixes: ['.gtf'],
    },
    annotation: ANNOTATION,
  },
  outputs: {
    merged: {
      kind: 'file',
      description: 'The transcripts of all samples, as GTF (-o)',
      defaultName: '{assemblies.stem}.merged.gtf',
    },
  },
  params: z.object({
    label: z
      .string()
      .regex(/^[\w.-]+$/)
      .default('MSTRG')
      .describe('Start of the names of genes and transcripts (-l)'),
    minLength: z.int().min(1).default(50).describe('Shortest transcript, in bases (-m)'),
    minCoverage: least.default(0).describe('Least coverage of a transcript (-c)'),
    minFpkm: least.default(1).describe('Least FPKM of a transcript (-F)'),
    minTpm: least.default(1).describe('Least TPM of a transcript (-T)'),
    minIsoformFraction: least
      .max(1)
      .default(0.01)
      .describe('Least abundance of an isoform, as a fraction of the gene’s first (-f)'),
    maxGap: z.int().min(0).default(250).describe('Longest gap to close, in bases (-g)'),
    keepRetainedIntrons: z
      .boolean()
      .default(false)
      .describe('Keep merged transcripts that retain introns (-i)'),
  }),
  resources: { vcpus: 1, memoryMiB: 4096, scratch: { baseMiB: 64, perInputMiB: 4 } },
  extraArgsFor: 'stringtie --merge',
  errorPatterns: [
    {
      pattern: patternOf(/could not any valid reference transcripts|invalid GTF\/GFF file/),
      problem: 'the file given with --annotation has no transcripts that stringtie can read',
      advice: 'Expected exons of transcripts, as GTF or GFF3.',
      provesBadData: true,
    },
  ],
  checkedInJob: ['the assemblies are whole GTF with transcripts; the annotation has exons'],

  prepare: listAssemblies,

  command({ inputs: { annotation }, outputs, params, extraArgs, workDir }) {
    const guide = guideOf(annotation, workDir);
    const numbers = {
      ...{ '-m': params.minLength, '-c': params.minCoverage, '-F': params.minFpkm },
      ...{ '-T': params.minTpm, '-f': params.minIsoformFraction, '-g': params.maxGap },
    };
    return [
      ...guide.steps,
      {
        pipeline: [
          [
            ...(['stringtie', '--merge', '-o', outputs.merged, ...guide.options] as const),
            ...['-l', params.label],
            ...Object.entries(numbers).flatMap(([flag, value]) => [flag, String(value)]),
            ...(params.keepRetainedIntrons ? ['-i'] : []),
            ...[...extraArgs, `${workDir}/${LIST}`],
          ],
        ],
      },
    ];
  },
});
