import { checkGzipEnding, checkReads, java, outOfHeap, requireReads } from '@joblayer/genome-files';
import { defineTool, patternOf } from '@joblayer/job-runtime';
import * as z from 'zod';
import { linking, publishing } from './report.ts';

const READS = ['.fastq.gz', '.fq.gz', '.fastq', '.fq'];
const CLASS_PATH = ['fastqc', 'commons-math3', 'htsjdk', 'jbzip2']
  .map((name) => `/usr/share/java/${name}.jar`)
  .join(':');

/** https://www.bioinformatics.babraham.ac.uk/projects/fastqc/Help/, and `fastqc --help` of 0.12.1 */
export const tool = defineTool({
  name: 'fastqc',
  summary: 'reports the quality of reads, as a page and as a zip for MultiQC',
  inputs: {
    reads1: {
      kind: 'file',
      description: 'Reads, or the first of each pair, as FASTQ',
      suffixes: READS,
    },
    reads2: {
      kind: 'file',
      required: false,
      description: 'The second of each pair, as FASTQ; it gets a report of its own',
      suffixes: READS,
    },
    contaminants: {
      kind: 'file',
      required: false,
      description: 'Lines of name, tab and sequence, to name overrepresented sequences (-c)',
      suffixes: ['.txt', '.tsv'],
    },
    adapters: {
      kind: 'file',
      required: false,
      description: 'Lines of name, tab and sequence of the adapters to look for (-a)',
      suffixes: ['.txt', '.tsv'],
    },
    limits: {
      kind: 'file',
      required: false,
      description: 'From which values a module warns or fails, and modules to leave out (-l)',
      suffixes: ['.txt'],
    },
  },
  outputs: {
    html1: {
      kind: 'file',
      description: 'The report of --reads1 as a page',
      defaultName: '{reads1.stem}.R1_fastqc.html',
    },
    zip1: {
      kind: 'file',
      description: 'The report of --reads1 with its numbers, for MultiQC',
      defaultName: '{reads1.stem}.R1_fastqc.zip',
    },
    html2: {
      kind: 'file',
      onlyWith: 'reads2',
      description: 'The report of --reads2 as a page',
      defaultName: '{reads2.stem}.R2_fastqc.html',
    },
    zip2: {
      kind: 'file',
      onlyWith: 'reads2',
      description: 'The report of --reads2 with its numbers, for MultiQC',
      defaultName: '{reads2.stem}.R2_fastqc.zip',
    },
  },
  params: z.object({
    requireReads,
    group: z
      .boolean()
      .default(true)
      .describe('Group positions of reads over 50 bases (--nogroup switches it off)'),
    kmerSize: z.int().min(2).max(10).default(7).describe('Length of k-mers, in bases (-k)'),
    minLength: z
      .int()
      .min(1)
      .optional()
      .describe('Least length that the report shows, to compare reports, in bases (--min_length)'),
    dupLength: z
      .int()
      .min(1)
      .optional()
      .describe('Cut reads to this length to find duplicates, in bases (--dup_length)'),
    svg: z.boolean().default(false).describe('Charts as SVG in the page (--svg)'),
  }),
  resources: {
    ...{ vcpus: 2, memoryMiB: 2048, minimumMemoryMiB: 512 },
    scratch: { baseMiB: 64, perInputMiB: 0 },
  },
  extraArgsFor: 'java, before FastQC’s class, as -Dfastqc.casava=true',
  errorPatterns: [
    outOfHeap('FastQC'),
    {
      pattern: patternOf(/SequenceFormatException|java\.util\.zip\.ZipException/),
      problem: 'the reads given with --reads1 or --reads2 are no whole FASTQ',
      advice: 'Copy them again, or make them again.',
      provesBadData: true,
    },
    {
      pattern: patternOf(/^Failed to process /),
      problem: 'FastQC could not report the reads given with --reads1 or --reads2',
      advice: 'The lines before show the cause.',
    },
  ],
  checkedInJob: [
    'the reads are whole FASTQ, and mates belong together',
    'the names of reads end in .gz if they are compressed, and only then',
  ],

  async prepare({ inputs: { reads1, reads2 }, params, ...ctx }) {
    await checkReads({ reads1, reads2, requireReads: params.requireReads }, ctx);
    await checkGzipEnding('--reads1', reads1, ctx);
    if (reads2) await checkGzipEnding('--reads2', reads2, ctx);
  },

  command({ inputs, outputs, params, extraArgs, ...ctx }) {
    const { reads1, reads2, contaminants, adapters, limits } = inputs;
    const first = linking(reads1, `${ctx.workDir}/1`);
    const second = reads2 && linking(reads2, `${ctx.workDir}/2`);
    const set = (name: string, value: string | number | undefined) =>
      value === undefined ? [] : [`-Dfastqc.${name}=${value}`];
    const reads = [first.link, ...(second ? [second.link] : [])];
    const options = [
      ...['-Djava.awt.headless=true', ...set('unzip', 'true'), ...set('delete', 'true')],
      ...set('threads', Math.min(ctx.cpus, reads.length)),
      ...set('sequence_format', 'fastq'),
      ...set('nogroup', params.group ? undefined : 'true'),
      ...set('kmer_size', params.kmerSize),
      ...set('min_length', params.minLength),
      ...set('dup_length', params.dupLength),
      ...set('svg', params.svg ? 'true' : undefined),
      ...set('contaminant_file', contaminants?.path),
      ...set('adapter_file', adapters?.path),
      ...set('limits_file', limits?.path),
      ...[...extraArgs, '-cp', CLASS_PATH, 'uk.ac.babraham.FastQC.FastQCApplication'],
    ];
    return [
      ...[...first.steps, ...(second?.steps ?? [])],
      { pipeline: [java(ctx, ...options, ...reads)] },
      ...publishing(first, outputs.html1, outputs.zip1),
      ...(second && outputs.html2 && outputs.zip2
        ? publishing(second, outputs.html2, outputs.zip2)
        : []),
    ];
  },
});
