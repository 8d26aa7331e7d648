import { ANNOTATION_SUFFIXES, checkAnnotation, genomeOfAlignments } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import { plainAnnotation, TRANSCRIPTS } from './annotation.ts';
import { errorPatterns } from './error-patterns.ts';
import { merge } from './merge.tool.ts';
import { params, relations } from './params.ts';

const LIBRARIES = { unstranded: [], forward: ['--fr'], reverse: ['--rf'] } as const;

/** https://ccb.jhu.edu/software/stringtie/index.shtml?t=manual */
export const tool = defineTool({
  name: 'stringtie',
  summary:
    'assembles transcripts from aligned RNA-seq reads, and estimates how much there is of each',
  inputs: {
    bam: {
      kind: 'file',
      description: 'Alignments of a splice-aware aligner, sorted by coordinate',
      suffixes: ['.bam', '.sam'],
    },
    annotation: {
      kind: 'file',
      required: false,
      reference: true,
      description: 'Known transcripts as GTF or GFF3, which guide the assembly (-G)',
      suffixes: ANNOTATION_SUFFIXES,
    },
  },
  outputs: {
    transcripts: {
      kind: 'file',
      description: 'The transcripts with coverage, FPKM and TPM, as GTF (-o)',
      defaultName: '{bam.stem}.stringtie.gtf',
    },
    abundances: {
      kind: 'file',
      description: 'Coverage, FPKM and TPM by gene, as a table (-A)',
      defaultName: '{bam.stem}.stringtie.genes.tsv',
    },
    ballgown: {
      kind: 'directory',
      onRequest: true,
      description: 'The tables of Ballgown; needs --annotation (-b)',
      defaultName: '{bam.stem}.ballgown',
    },
  },
  params,
  relations,
  resources: { vcpus: 4, memoryMiB: 8192, scratch: { baseMiB: 64, perInputMiB: 4 } },
  extraArgsFor: 'stringtie',
  errorPatterns,
  checkedInJob: [
    'the alignments are whole; the annotation is whole, has exons with transcripts, and shares sequences with them',
  ],

  async prepare(ctx) {
    const { bam, annotation } = ctx.inputs;
    const { requireReads } = ctx.params;
    const genome = await genomeOfAlignments({ option: '--bam', file: bam, requireReads }, ctx);
    if (!annotation) return;
    const check = {
      option: '--annotation',
      file: annotation,
      genome,
      needed: TRANSCRIPTS,
    } as const;
    await checkAnnotation(check, ctx);
  },

  command({ inputs: { bam, annotation }, outputs, params, extraArgs, cpus, workDir }) {
    const known = annotation && plainAnnotation(annotation, workDir);
    const number = (flag: string, value: number) => [flag, String(value)];
    return [
      ...(known?.steps ?? []),
      {
        pipeline: [
          [
            ...(['stringtie', '-o', outputs.transcripts, '-A', outputs.abundances] as const),
            ...number('-p', cpus),
            ...(known ? ['-G', known.path] : []),
            ...(outputs.ballgown === undefined ? [] : ['-b', outputs.ballgown]),
            ...LIBRARIES[params.strandedness],
            ...(params.estimateOnly ? ['-e'] : []),
            ...['-l', params.prefix],
            ...number('-f', params.minIsoformFraction),
            ...number('-m', params.minLength),
            ...number('-a', params.minAnchor),
            ...number('-j', params.minJunctionCoverage),
            ...number('-c', params.minCoverage),
            ...number('-s', params.minSingleExonCoverage),
            ...number('-g', params.maxGap),
            ...number('-M', params.maxMultiFraction),
            ...(params.trim ? [] : ['-t']),
            ...(params.correctMultiMapping ? [] : ['-u']),
            ...(params.longReads ? ['-L'] : []),
            ...(params.skipSequences ? ['-x', params.skipSequences] : []),
            ...extraArgs,
            bam.path,
          ],
        ],
      },
    ];
  },
});

export const also = [merge];
