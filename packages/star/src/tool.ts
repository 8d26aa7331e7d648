import { inspectGenome } from '@joblayer/genome-files';
import {
  checkAllReads,
  checkIndex,
  findIndex,
  MATES,
  plainPaths,
  READ_GROUP_PARAMS,
  readGroupOf,
  READS,
  SORTED_BAM,
  toSortedBam,
} from '@joblayer/genome-files/aligners';
import { defineTool, JobError, patternOf } from '@joblayer/job-runtime';
import * as z from 'zod';
import { ALIGN_PARAMS, alignOptions } from './align-options.ts';
import { checkStarIndex } from './check-index.ts';
import { genome } from './genome.tool.ts';
import { GENES, INDEX_FORMAT } from './index-format.ts';
import { sortByName } from './sort-by-name.ts';
import { filesIn, star } from './star.ts';

/** https://github.com/alexdobin/STAR/blob/2.7.11b/doc/STARmanual.pdf */
export const tool = defineTool({
  name: 'star-align',
  summary: 'aligns RNA-seq reads with STAR, writes a sorted and indexed BAM, and counts by gene',
  inputs: {
    ...READS,
    index: {
      kind: 'directory',
      reference: true,
      description: 'The directory with the genome’s index, which star-genome made',
    },
  },
  outputs: {
    // Names that an engine does not take for those of the transcriptome's BAM.
    bam: { ...SORTED_BAM.bam, defaultName: '{reads1.stem}.sorted.bam' },
    bai: { ...SORTED_BAM.bai, defaultName: '{reads1.stem}.sorted.bam.bai' },
    junctions: {
      kind: 'file',
      description: 'The splice junctions that reads span (SJ.out.tab)',
      defaultName: '{reads1.stem}.SJ.out.tab',
    },
    log: {
      kind: 'file',
      description: 'Counts of aligned reads, for MultiQC (Log.final.out without its times)',
      defaultName: '{reads1.stem}.Log.final.out',
    },
    counts: {
      kind: 'file',
      onlyWith: { option: 'geneCounts', is: [true] },
      description: 'Reads by gene (ReadsPerGene.out.tab)',
      defaultName: '{reads1.stem}.ReadsPerGene.out.tab',
    },
    transcriptomeBam: {
      kind: 'file',
      onlyWith: { option: 'transcriptome', is: [true] },
      description: 'Alignments to transcripts, by the reads’ names, for salmon',
      defaultName: '{reads1.stem}.toTranscriptome.bam',
    },
  },
  params: z.object({
    ...READ_GROUP_PARAMS,
    geneCounts: z
      .boolean()
      .default(false)
      .describe('Count reads by gene; needs an index with an annotation (--quantMode GeneCounts)'),
    transcriptome: z
      .boolean()
      .default(false)
      .describe('Align to transcripts too; the same (--quantMode TranscriptomeSAM)'),
    ...ALIGN_PARAMS,
  }),
  relations: [MATES],
  // The index of a human genome takes 30 GB. STAR keeps SAM of several threads on disk to join it in order.
  resources: { vcpus: 8, memoryMiB: 40_960, scratch: { baseMiB: 64, perInputMiB: 10 } },
  extraArgsFor: 'STAR',
  errorPatterns: [
    {
      pattern: patternOf(/DEF_readSeqLengthMax=\d+/),
      problem:
        'a read in --reads1, or a pair in --reads1 and --reads2, has more than the 650 bases that STAR takes',
      advice: 'Trim the reads, or align long reads with minimap2.',
      provesBadData: true,
    },
    {
      pattern: patternOf(/EXITING because of FATAL ERROR in reads input/),
      problem: 'a file given with --reads1 or --reads2 cannot be read to its end',
      advice: 'Expected FASTQ, whole, with the mates in the same order.',
      provesBadData: true,
    },
    {
      pattern: patternOf(
        /Genome version: .* is INCOMPATIBLE|could not open genome file|fatal INPUT FILE error.*genome/i,
      ),
      problem:
        'the index in the directory given with --index does not fit this STAR, or is damaged',
      advice: 'Make it again with star-genome.',
      provesBadData: true,
    },
  ],
  checkedInJob: [
    'the sample has one name, given with --sample or shown by the names of the reads',
    'the reads are whole FASTQ, and mates belong together',
    'the directory holds one whole index of STAR, with an annotation if genes are counted',
  ],

  checkInJob({ params, inputFiles: { reads1 = [], reads2 = [] } }) {
    readGroupOf({ reads1, reads2 }, params);
    return {};
  },

  inspect: ({ files, isStaged }) => inspectGenome(files('index'), isStaged),

  async prepare({ inputs, params, ...context }) {
    const index = await checkIndex(inputs.index, INDEX_FORMAT, context);
    await checkStarIndex(inputs.index, index, context);
    const needsGenes = params.geneCounts || params.transcriptome;
    if (needsGenes && !inputs.index.files.includes(index.folder + GENES))
      throw new JobError({
        code: 'bad-data',
        problem: `the index in the directory given with --index, ${inputs.index.name}, was made without an annotation`,
        advice:
          'Make it with star-genome --annotation. Or leave --gene-counts and --transcriptome out.',
      });
    await checkAllReads(inputs, params.requireReads, context);
  },

  command({ inputs, outputs, params, extraArgs, ...context }) {
    const { workDir } = context;
    const { folder } = findIndex(inputs.index, INDEX_FORMAT);
    const genomes = plainPaths([inputs.index], 'index', workDir);
    const first = plainPaths(inputs.reads1, 'reads1', workDir);
    const second = plainPaths(inputs.reads2 ?? [], 'reads2', workDir);
    const modes = [
      ...(params.geneCounts ? ['GeneCounts'] : []),
      ...(params.transcriptome ? ['TranscriptomeSAM'] : []),
    ];
    const argv = star(context, [
      ...['--genomeDir', `${genomes.paths[0]}/${folder}`],
      ...[
        '--readFilesIn',
        first.paths.join(','),
        ...(inputs.reads2 ? [second.paths.join(',')] : []),
      ],
      ...['--readFilesCommand', 'gzip', '-dcf'],
      // Only SAM can keep the reads' order. Without it, ties in the sort would depend on the threads.
      ...['--outStd', 'SAM', '--outSAMorder', 'PairedKeepInputOrder'],
      ...['--outSAMattrRGline', ...readGroupOf(inputs, params)],
      ...(modes.length > 0 ? ['--quantMode', ...modes] : []),
      ...alignOptions(params),
      ...extraArgs,
    ]);
    const files = filesIn(workDir);
    const move = (name: string, to: string | undefined) =>
      to === undefined ? [] : [{ pipeline: [['mv', '-T', files + name, to]] } as const];
    return [
      ...[genomes, first, second].flatMap(({ steps }) => steps),
      ...toSortedBam(argv, { ...context, outputs, share: 0.1 }),
      ...move('SJ.out.tab', outputs.junctions),
      {
        pipeline: [
          ['sed', '/^ *\\(Started\\|Finished\\|Mapping speed\\)/d', `${files}Log.final.out`],
        ],
        stdoutTo: outputs.log,
      },
      ...move('ReadsPerGene.out.tab', outputs.counts),
      ...sortByName(`${files}Aligned.toTranscriptome.out.bam`, outputs.transcriptomeBam, context),
    ];
  },
});

/** Further definitions of this image. */
export const also = [genome];
