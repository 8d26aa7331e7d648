import {
  checkAlignments,
  checkFasta,
  FASTA_SUFFIXES,
  inspectAlignments,
  requireReads,
} from '@joblayer/genome-files';
import { defineTool, patternOf } from '@joblayer/job-runtime';
import * as z from 'zod';
import { errorPatterns, option, picard, validation, withoutTime } from './picard.ts';

/** Picard's programs, by the parameter that switches each on. */
const PROGRAMS = {
  alignmentSummary: 'CollectAlignmentSummaryMetrics',
  insertSize: 'CollectInsertSizeMetrics',
  qualityByCycle: 'MeanQualityByCycle',
  qualityDistribution: 'QualityScoreDistribution',
  baseDistribution: 'CollectBaseDistributionByCycle',
  qualityYield: 'CollectQualityYieldMetrics',
  gcBias: 'CollectGcBiasMetrics',
  sequencingArtifacts: 'CollectSequencingArtifactMetrics',
} as const;
const NAMES = Object.keys(PROGRAMS) as readonly (keyof typeof PROGRAMS)[];
const needGenome = ['gcBias', 'sequencingArtifacts'] as const;

const program = (what: string, name: keyof typeof PROGRAMS, isOn: boolean) =>
  z.boolean().default(isOn).describe(`${what} (${PROGRAMS[name]})`);

/** https://gatk.broadinstitute.org/hc/en-us/articles/360037594031-CollectMultipleMetrics-Picard, and its help in 3.3.0 */
export const metrics = defineTool({
  name: 'picard-collect-multiple-metrics',
  summary: 'collects metrics of alignments in one pass, by Picard CollectMultipleMetrics',
  inputs: {
    bam: {
      kind: 'file',
      description: 'Alignments, sorted by coordinate',
      suffixes: ['.bam', '.sam'],
    },
    reference: {
      kind: 'file',
      required: false,
      reference: true,
      description:
        'The genome as FASTA, not compressed, for mismatches, GC bias and artifacts (-R)',
      suffixes: FASTA_SUFFIXES.filter((suffix) => !suffix.endsWith('.gz')),
    },
  },
  outputs: {
    metrics: {
      kind: 'directory',
      description: 'A file for each kind of metrics, as NAME.insert_size_metrics, for MultiQC',
      defaultName: '{bam.stem}.picard',
    },
  },
  params: z.object({
    requireReads,
    alignmentSummary: program('Counts and mismatches', 'alignmentSummary', true),
    insertSize: program('Insert sizes, if there are pairs', 'insertSize', true),
    qualityByCycle: program('Mean quality by cycle', 'qualityByCycle', true),
    qualityDistribution: program('Distribution of qualities', 'qualityDistribution', true),
    baseDistribution: program('Bases by cycle', 'baseDistribution', true),
    qualityYield: program('Bases of quality 20 and 30', 'qualityYield', true),
    gcBias: program('Coverage by GC content', 'gcBias', false),
    sequencingArtifacts: program('Artifacts of single bases', 'sequencingArtifacts', false),
    level: z
      .enum(['ALL_READS', 'SAMPLE', 'LIBRARY', 'READ_GROUP'])
      .default('ALL_READS')
      .describe('The level at which reads are counted (--METRIC_ACCUMULATION_LEVEL)'),
    validation,
  }),
  resources: {
    ...{ vcpus: 2, memoryMiB: 4096, minimumMemoryMiB: 512 },
    scratch: { baseMiB: 64, perInputMiB: 0 },
  },
  extraArgsFor: 'picard CollectMultipleMetrics',
  errorPatterns: [
    ...errorPatterns,
    {
      pattern: patternOf(
        /SequenceUtil.SequenceListsDifferException|not found in reference|ArrayIndexOutOfBounds/,
      ),
      problem: 'the genome given with --reference is not that of --bam',
      advice: 'Give the FASTA to which the reads were aligned, or leave it out.',
      provesBadData: true,
    },
  ],
  relations: needGenome.map((name) => ({
    ...{ kind: 'requires', when: { option: name, is: [true] }, option: 'reference' },
    problem: `--${name === 'gcBias' ? 'gc-bias' : 'sequencing-artifacts'} needs the genome`,
    advice: 'Give --reference too, or leave it out.',
  })),
  checkedInJob: [
    'the alignments are whole, and of the genome; the genome is FASTA',
    'at least one kind of metrics is left',
  ],
  check: ({ params }) =>
    NAMES.some((name) => params[name])
      ? undefined
      : {
          problem: 'all metrics are switched off',
          advice: 'Leave one on, as --alignment-summary is by default.',
        },

  inspect: ({ files, params: { requireReads } }) =>
    inspectAlignments(files('bam'), { option: '--bam', requireReads }),

  async prepare({ inputs: { bam, reference }, ...ctx }) {
    const genome =
      reference &&
      (await checkFasta({
        ...{ subject: `the file given with --reference, ${reference.name},` },
        ...{ path: ctx.resolve(reference.path), compressions: ['none'], signal: ctx.signal },
      }));
    await checkAlignments({ option: '--bam', file: bam, genome: genome?.sequences }, ctx);
  },

  command({ inputs: { bam, reference }, outputs, params, ...ctx }) {
    const options = [
      ...[...option('INPUT', bam.path), ...option('OUTPUT', `${outputs.metrics}/${bam.stem}`)],
      ...option('REFERENCE_SEQUENCE', reference?.path),
      // Picard's own choice is removed first.
      ...option('PROGRAM', 'null'),
      ...NAMES.filter((name) => params[name]).flatMap((name) => option('PROGRAM', PROGRAMS[name])),
      ...option('METRIC_ACCUMULATION_LEVEL', 'null'),
      ...option('METRIC_ACCUMULATION_LEVEL', params.level),
      ...option('VALIDATION_STRINGENCY', params.validation),
    ];
    return [
      { pipeline: [picard('CollectMultipleMetrics', ctx, options)] },
      withoutTime(outputs.metrics),
    ];
  },
});
