import { checkReads } from '@joblayer/genome-files';
import { defineTool, JobError, patternOf } from '@joblayer/job-runtime';
import { params, relations } from './params.ts';

const READS = ['.fastq.gz', '.fq.gz', '.fastq', '.fq'];
const MIB_PER_GIB = 1024;
const FLAGS = {
  ...{ isolate: ['--isolate'], sc: ['--sc'], meta: ['--meta'], plasmid: ['--plasmid'] },
  ...{ rna: ['--rna'], careful: ['--careful'], standard: [] },
} as const;
/** https://ablab.github.io/spades/ */
export const tool = defineTool({
  name: 'spades',
  summary: 'assembles short reads of small genomes, metagenomes and transcriptomes',
  inputs: {
    reads1: {
      kind: 'file',
      description: 'Reads (-s), or the first of each pair, as FASTQ (-1)',
      suffixes: READS,
    },
    reads2: {
      kind: 'file',
      required: false,
      description: 'The second of each pair, as FASTQ (-2)',
      suffixes: READS,
    },
  },
  outputs: {
    contigs: {
      kind: 'file',
      description: 'The contigs as FASTA; with --mode rna the transcripts',
      defaultName: '{reads1.stem}.contigs.fa',
    },
    scaffolds: {
      kind: 'file',
      onlyWith: { option: 'mode', isNot: ['rna'] },
      required: false,
      description: 'The scaffolds as FASTA',
      defaultName: '{reads1.stem}.scaffolds.fa',
    },
    graph: {
      kind: 'file',
      description: 'The assembly graph with scaffolds, as GFA',
      defaultName: '{reads1.stem}.gfa',
    },
  },
  params,
  relations,
  resources: {
    ...{ vcpus: 4, memoryMiB: 16_384, minimumMemoryMiB: 1024 },
    scratch: { baseMiB: 512, perInputMiB: 12 },
  },
  extraArgsFor: 'spades.py',
  diagnostics: ['spades/spades.log', 'spades/warnings.log'],
  errorPatterns: [
    {
      pattern: patternOf(/Invalid kmer coverage histogram|Failed to determine erroneous kmer/),
      problem: 'the reads given with --reads1 are too few to assemble, or their coverage is uneven',
      advice: 'Give more reads, or for uneven coverage --mode sc or --mode meta.',
      provesBadData: true,
    },
    {
      pattern: patternOf(/== Error ==.*(file is empty|No (input )?reads|read (type|length))/),
      problem: 'the reads given with --reads1 or --reads2 cannot be assembled',
      advice: 'Give whole FASTQ files of one run.',
      provesBadData: true,
    },
  ],
  checkedInJob: ['the reads are whole FASTQ with reads, and mates belong together'],

  async prepare({ inputs: { reads1, reads2 }, params, ...ctx }) {
    const { records } = await checkReads(
      { reads1, reads2, requireReads: params.requireReads },
      { ...ctx, warn: () => undefined },
    );
    if (records > 0) return;
    throw new JobError({
      code: 'bad-data',
      problem: 'the file given with --reads1 holds no reads, so that there is nothing to assemble',
      advice: 'Leave the sample out.',
    });
  },

  command({ inputs: { reads1, reads2 }, outputs, params, extraArgs, ...context }) {
    const { cpus, memoryMiB, workDir, tmpDir } = context;
    const made = `${workDir}/spades`;
    const [contigs, graph] =
      params.mode === 'rna'
        ? ['transcripts.fasta', 'assembly_graph_with_scaffolds.gfa']
        : ['contigs.fasta', 'assembly_graph_with_scaffolds.gfa'];
    return [
      {
        pipeline: [
          [
            // Threads that wait would else use up the CPUs of others.
            ...(['env', 'OMP_WAIT_POLICY=passive', 'spades.py', ...FLAGS[params.mode]] as const),
            ...(reads2 ? ['-1', reads1.path, '-2', reads2.path] : ['-s', reads1.path]),
            ...['-o', made, '--tmp-dir', `${tmpDir}/spades`, '-t', String(cpus)],
            ...['-m', String(Math.max(1, Math.floor(memoryMiB / MIB_PER_GIB)))],
            ...['-k', params.kmers, '--phred-offset', params.qualityOffset],
            ...(params.coverageCutoff === 'off' ? [] : ['--cov-cutoff', params.coverageCutoff]),
            ...(params.onlyAssembler ? ['--only-assembler'] : []),
            ...extraArgs,
          ],
        ],
      },
      { pipeline: [['mv', `${made}/${contigs}`, outputs.contigs]] },
      ...(outputs.scaffolds
        ? [{ pipeline: [['mv', `${made}/scaffolds.fasta`, outputs.scaffolds]] as const }]
        : []),
      { pipeline: [['mv', `${made}/${graph}`, outputs.graph]] },
    ];
  },
});
