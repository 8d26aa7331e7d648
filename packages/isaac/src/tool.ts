import { checkReads } from '@joblayer/genome-files';
import { defineTool, type AnyTool } from '@joblayer/job-runtime';
import { alignArguments, chosenOptions } from './align-arguments.ts';
import { errorPatterns } from './error-patterns.ts';
import { checkExtraArgs } from './extra-args.ts';
import { MINIMUM_MEMORY_MIB } from './memory.ts';
import { params } from './params.ts';
import { prepareAlignment } from './prepare.ts';
import { referenceTool } from './reference.tool.ts';
import { checkReference } from './sorted-reference.ts';

const READS = ['.fastq.gz', '.fq.gz'];
/** Of each file, decompressed. Isaac itself reports what is damaged behind them. */
const MOST_BYTES = 16 * 1024 * 1024;

/** https://github.com/Illumina/Isaac3/blob/master/src/markdown/manual.md#isaac-align */
export const tool = defineTool({
  name: 'isaac',
  summary: 'aligns short reads with Isaac3, writes a sorted and indexed BAM',
  inputs: {
    reads1: {
      kind: 'files',
      description: 'Reads, or the first of each pair, as compressed FASTQ: one file for each lane',
      suffixes: READS,
      aliases: ['fastq1_s3_path'],
    },
    reads2: {
      kind: 'files',
      required: false,
      description: 'The second of each pair: one file for each lane, in the same order',
      suffixes: READS,
      aliases: ['fastq2_s3_path'],
    },
    reference: {
      kind: 'directory',
      description: 'The genome as a directory of isaac-reference, with its FASTA file',
      reference: true,
      aliases: ['reference_s3_path'],
    },
  },
  outputs: {
    bamFolder: {
      kind: 'directory',
      description: 'The alignments: sorted.bam, sorted.bam.bai, sorted.bam.md5',
      defaultName: '{reads1.stem}.isaac',
      aliases: ['bam_s3_folder_path'],
    },
    stats: {
      kind: 'directory',
      required: false,
      description: 'Yield, alignment and duplicates, as XML',
      defaultName: '{reads1.stem}.isaac-stats',
    },
    reports: {
      kind: 'directory',
      required: false,
      description: 'Reports for people, if Isaac writes any',
      defaultName: '{reads1.stem}.isaac-reports',
    },
  },
  params,
  resources: {
    vcpus: 16,
    memoryMiB: 65_536,
    minimumMemoryMiB: MINIMUM_MEMORY_MIB,
    // Temporary data of three times the reads, and the BAM.
    scratch: { baseMiB: 256, perInputMiB: 4 },
  },
  extraArgsFor: 'isaac-align',
  errorPatterns,
  relations: [
    {
      ...{ kind: 'sameCount', options: ['reads1', 'reads2'] },
      problem:
        '--reads2 needs one file for each lane of --reads1: expected {reads1.count}, got {reads2.count}',
      advice: 'Give both for each lane, in the same order. For single reads, leave out --reads2.',
    },
  ],

  checkedInJob: [
    '--extra-args has no option of isaac-align that the job sets, and none twice',
    'the number of lanes, the memory limit and the threads in --extra-args fit the job',
    'the reference is whole, and its descriptor names files of the directory',
    'the first reads of each lane are FASTQ, and mates belong together',
  ],

  checkInJob({ params, extraArgs, inputCounts: { reads1 = 0 }, ...granted }) {
    const job = { ...granted, lanes: reads1 };
    return { warnings: checkExtraArgs(extraArgs, job, chosenOptions(params)) };
  },

  async prepare(ctx) {
    const { inputs, outputs, workDir, resolve, signal } = ctx;
    for (const [lane, file] of inputs.reads1.entries())
      await checkReads({ reads1: file, reads2: inputs.reads2?.[lane], mostBytes: MOST_BYTES }, ctx);
    await prepareAlignment({
      ...inputs,
      workDir,
      resolve,
      signal,
      outputs: {
        'Projects/default/default': outputs.bamFolder,
        Stats: outputs.stats,
        Reports: outputs.reports,
      },
    });
  },

  command({ inputs, ...context }) {
    checkReference(inputs.reference);
    return [
      {
        pipeline: [['isaac-align', ...alignArguments({ lanes: inputs.reads1.length, ...context })]],
      },
    ];
  },
});

/** Further definitions of the same image. */
export const also: readonly AnyTool[] = [referenceTool];
