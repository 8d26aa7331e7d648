import { checkAnnotation, genomeOfAlignments, inspectAlignments } from '@joblayer/genome-files';
import { defineTool, patternOf } from '@joblayer/job-runtime';
import { ANNOTATION, FEATURES, guideOf } from './annotation.ts';
import { params, relations } from './assemble-params.ts';

const STRANDS = { unstranded: [], forward: ['--fr'], reverse: ['--rf'] } as const;
/** https://ccb.jhu.edu/software/stringtie/index.shtml?t=manual */
export const assemble = defineTool({
  name: 'stringtie',
  summary: 'assembles transcripts from alignments of RNA-seq reads, and estimates their abundances',
  inputs: {
    bam: {
      kind: 'file',
      description: 'Alignments sorted by coordinate, as spliced aligners write them',
      suffixes: ['.bam'],
    },
    annotation: ANNOTATION,
  },
  outputs: {
    gtf: {
      kind: 'file',
      description: 'The transcripts with coverage, FPKM and TPM, as GTF (-o)',
      defaultName: '{bam.stem}.stringtie.gtf',
    },
    genes: {
      kind: 'file',
      description: 'Abundances by gene (-A)',
      defaultName: '{bam.stem}.gene_abundance.tsv',
    },
    ballgown: {
      kind: 'directory',
      onRequest: true,
      description: 'Tables for Ballgown: *.ctab (-b)',
      defaultName: '{bam.stem}.ballgown',
    },
  },
  params,
  relations,
  resources: { vcpus: 4, memoryMiB: 8192, scratch: { baseMiB: 64, perInputMiB: 1 } },
  extraArgsFor: 'stringtie',
  errorPatterns: [
    {
      pattern: patternOf(/input alignment file is not sorted/),
      problem: 'the file given with --bam is not sorted by coordinate',
      advice: 'Sort it with samtools sort.',
      provesBadData: true,
    },
    {
      pattern: patternOf(/could not any valid reference transcripts|invalid GTF\/GFF file/),
      problem: 'the file given with --annotation has no transcripts that stringtie can read',
      advice: FEATURES.advice,
      provesBadData: true,
    },
  ],
  checkedInJob: [
    'the alignments are whole; they hold reads if --require-reads is given',
    'the annotation has exons of transcripts, and shares sequences with the alignments',
  ],

  inspect: ({ files, params: { requireReads } }) =>
    inspectAlignments(files('bam'), { option: '--bam', requireReads }),

  async prepare(ctx) {
    const { bam, annotation } = ctx.inputs;
    const { requireReads } = ctx.params;
    const genome = await genomeOfAlignments({ option: '--bam', file: bam, requireReads }, ctx);
    if (!annotation) return;
    const check = { option: '--annotation', file: annotation, needed: FEATURES, genome } as const;
    await checkAnnotation(check, ctx);
  },

  command({ inputs: { bam, annotation }, outputs, params, extraArgs, cpus, workDir }) {
    const guide = guideOf(annotation, workDir);
    // htslib interprets some names, and the outputs have this path.
    const alignments = `${workDir}/alignments.bam`;
    const numbers = {
      ...{ '-f': params.minIsoformFraction, '-m': params.minLength, '-a': params.minAnchor },
      ...{ '-j': params.minJunctionCoverage, '-c': params.minCoverage },
      ...{ '-s': params.minSingleExonCoverage, '-g': params.maxGap, '-M': params.maxMultiMapped },
    };
    const flags = {
      ...{ '-e': params.onlyAnnotated, '-t': !params.trimming },
      ...{ '-u': !params.multiMappingCorrection, '--conservative': params.conservative },
      ...{ '-L': params.longReads },
    };
    return [
      ...guide.steps,
      { pipeline: [['ln', '-s', bam.path, alignments]] },
      {
        pipeline: [
          [
            ...(['stringtie', alignments, '-o', outputs.gtf, '-A', outputs.genes] as const),
            ...['-p', String(cpus), ...guide.options, ...STRANDS[params.strandedness]],
            ...['-l', params.label],
            ...Object.entries(numbers).flatMap(([flag, value]) => [flag, String(value)]),
            ...Object.entries(flags).flatMap(([flag, isOn]) => (isOn ? [flag] : [])),
            ...(params.excludeSequences ? ['-x', params.excludeSequences] : []),
            ...(outputs.ballgown ? ['-b', outputs.ballgown] : []),
            ...extraArgs,
          ],
        ],
      },
    ];
  },
});
