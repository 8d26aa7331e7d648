import { ANNOTATION_SUFFIXES, columnOf, linkColumns } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import { errorPatterns } from './error-patterns.ts';
import { params, relations } from './params.ts';
import { prepareInputs } from './prepare.ts';

/** featureCounts accepts no more threads. */
const MOST_THREADS = 64;
const STRANDEDNESS = { unstranded: '0', forward: '1', reverse: '2' } as const;
/** https://subread.sourceforge.net/featureCounts.html */
export const tool = defineTool({
  name: 'featurecounts',
  summary: 'counts the reads of genes or other features in alignments',
  inputs: {
    bam: {
      kind: 'files',
      description: 'Alignments; each file is one column of counts',
      suffixes: ['.bam', '.sam'],
    },
    annotation: {
      kind: 'file',
      reference: true,
      description: 'The genes, as GTF or GFF3 of the genome of the alignments (-a)',
      suffixes: ANNOTATION_SUFFIXES,
    },
  },
  outputs: {
    counts: {
      kind: 'file',
      description: 'Counts by gene, with its exons and length (-o)',
      defaultName: '{bam.stem}.featureCounts.txt',
    },
    summary: {
      kind: 'file',
      description: 'How many reads were counted, and why others were not; for MultiQC',
      defaultName: '{bam.stem}.featureCounts.txt.summary',
      beside: { output: 'counts', suffix: '.summary' },
    },
    junctions: {
      kind: 'file',
      onRequest: true,
      description: 'Counts of reads by exon-exon junction (-J)',
      defaultName: '{bam.stem}.featureCounts.txt.jcounts',
    },
  },
  params,
  relations,
  resources: { vcpus: 2, memoryMiB: 4096, scratch: { baseMiB: 64, perInputMiB: 2 } },
  extraArgsFor: 'featureCounts',
  errorPatterns,
  checkedInJob: [
    'the alignments are whole; the annotation has the features, and shares sequences with each file',
    '--fraction comes with --multi-mapping or --multi-overlap',
  ],

  check: ({ params: { fraction, multiMapping, multiOverlap } }) =>
    fraction && !multiMapping && !multiOverlap
      ? {
          problem: '--fraction was given without --multi-mapping and --multi-overlap',
          advice: 'Give one of them, or leave --fraction out: no other read is counted twice.',
        }
      : undefined,

  async prepare(ctx) {
    await prepareInputs(ctx);
    await linkColumns(ctx.inputs.bam, ctx);
  },

  command({ inputs, outputs, params, extraArgs, cpus, tmpDir }) {
    const flags = (given: Readonly<Record<string, boolean>>) =>
      Object.entries(given).flatMap(([flag, isOn]) => (isOn ? [flag] : []));
    const { paired, junctions } = { ...params, ...outputs };
    return [
      {
        pipeline: [
          [
            ...(['featureCounts', '-a', inputs.annotation.path, '-o', outputs.counts] as const),
            ...['-T', String(params.longReads ? 1 : Math.min(cpus, MOST_THREADS))],
            ...['--tmpDir', tmpDir, '-t', params.featureType, '-g', params.geneAttribute],
            ...['-s', STRANDEDNESS[params.strandedness], '-Q', String(params.minMappingQuality)],
            ...['--minOverlap', String(params.minOverlap)],
            ...['--fracOverlap', String(params.minOverlapFraction)],
            ...(params.extraAttributes ? ['--extraAttributes', params.extraAttributes] : []),
            ...(params.checkFragmentLength
              ? ['-P', '-d', `${params.minFragmentLength}`, '-D', `${params.maxFragmentLength}`]
              : []),
            ...flags({
              ...{ '-p': paired, '--countReadPairs': paired && params.countFragments },
              ...{ '-B': params.requireBothEnds, '-C': params.excludeChimeric },
              ...{ '-f': params.byFeature, '-M': params.multiMapping, '-O': params.multiOverlap },
              ...{ '--fraction': params.fraction, '--largestOverlap': params.largestOverlap },
              ...{ '--primary': params.primaryOnly, '--ignoreDup': params.ignoreDuplicates },
              ...{ '-L': params.longReads, '-J': junctions !== undefined },
            }),
            ...extraArgs,
            ...inputs.bam.map(columnOf),
          ],
        ],
      },
      ...(junctions === undefined
        ? []
        : [{ pipeline: [['mv', `${outputs.counts}.jcounts`, junctions]] as const }]),
    ];
  },
});
