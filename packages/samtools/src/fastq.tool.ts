import { requireReads } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import {
  bam,
  CHECKED,
  genomeOptions,
  inspect,
  option,
  prepare,
  readable,
  reference,
  threadsOf,
} from './alignments.ts';
import { ofAlignments, ofGenome } from './error-patterns.ts';
import { readOptions, readParams } from './read-options.ts';

const paired = { option: 'layout', is: ['paired'] } as const;
const one = { option: 'layout', is: ['one-file'] } as const;
const COMPRESSED = 'compressed if the name ends in .gz';

/** https://www.htslib.org/doc/1.21/samtools-fasta.html, https://www.htslib.org/doc/1.21/samtools-collate.html */
export const fastq = defineTool({
  name: 'samtools-fastq',
  summary: 'writes the reads of alignments as FASTQ, mates in the same order',
  inputs: { bam: { ...bam, description: 'Alignments, in any order' }, reference },
  outputs: {
    reads1: {
      kind: 'file',
      onlyWith: paired,
      description: `The first of each pair; ${COMPRESSED} (-1)`,
      defaultName: '{bam.stem}_1.fastq.gz',
    },
    reads2: {
      kind: 'file',
      onlyWith: paired,
      description: 'The second of each pair (-2)',
      defaultName: '{bam.stem}_2.fastq.gz',
    },
    singletons: {
      kind: 'file',
      onlyWith: paired,
      description: 'Reads of pairs whose mate is absent (-s)',
      defaultName: '{bam.stem}_singletons.fastq.gz',
    },
    other: {
      kind: 'file',
      onlyWith: paired,
      description: 'Reads that are not of a pair (-0)',
      defaultName: '{bam.stem}_other.fastq.gz',
    },
    reads: {
      kind: 'file',
      onlyWith: one,
      description: `All reads, mates one after the other; ${COMPRESSED}`,
      defaultName: '{bam.stem}_reads.fastq.gz',
    },
  },
  params: z.object({
    requireReads,
    layout: z
      .enum(['paired', 'one-file'])
      .default('paired')
      .describe('A file for each mate of pairs, or one file for all reads, as for single reads'),
    collated: z
      .boolean()
      .default(false)
      .describe('The alignments are sorted by name, so they need not be collated'),
    ...readParams,
  }),
  resources: { vcpus: 2, memoryMiB: 2048, scratch: { baseMiB: 64, perInputMiB: 4 } },
  extraArgsFor: 'samtools fastq',
  errorPatterns: [...ofGenome, ...ofAlignments],
  checkedInJob: CHECKED,
  inspect,
  prepare,

  command({ inputs, outputs, params, extraArgs, cpus, workDir, tmpDir }) {
    const genome = genomeOptions(inputs.reference, workDir);
    const { file, steps } = readable(inputs.bam, workDir);
    const threads = threadsOf(cpus);
    const { reads1, reads2, singletons, other, reads } = outputs;
    const files = [
      ...option('-1', reads1),
      ...option('-2', reads2),
      ...option('-s', singletons),
      ...option('-0', other),
    ];
    const write = (input: string, options: readonly string[]) =>
      [
        ...(['samtools', 'fastq', ...threads, ...options] as const),
        ...[...files, ...readOptions(params), ...extraArgs, input],
      ] as const;
    // No threads: with threads, collate of 1.21 sometimes waits forever at the end of a truncated file.
    const collate = [
      ...(['samtools', 'collate', '-O', '-u', '-T', `${tmpDir}/collate`] as const),
      ...[...genome.options, file.path],
    ] as const;
    const compress = reads?.endsWith('.gz')
      ? [['bgzip', '-c', '-l', String(params.compressionLevel), '-@', String(cpus)] as const]
      : [];
    const stdout = reads === undefined ? {} : { stdoutTo: reads };
    return [
      ...genome.steps,
      ...steps,
      params.collated
        ? { pipeline: [write(file.path, genome.options), ...compress], ...stdout }
        : { pipeline: [collate, write('-', []), ...compress], ...stdout },
    ];
  },
});
