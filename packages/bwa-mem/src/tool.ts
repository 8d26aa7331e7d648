import {
  CSI_FOR_LONG_SEQUENCES,
  inspectGenome,
  readableByHtslib,
  sortMiBPerThread,
  withIndexOf,
} from '@joblayer/genome-files';
import { defineTool, type Step } from '@joblayer/job-runtime';
import * as z from 'zod';
import { checkReference } from './check-reference.ts';
import { findReference } from './reference.ts';
import { sampleName } from './sample-name.ts';

const READS = ['.fastq.gz', '.fq.gz', '.fastq', '.fq'];
/** A quarter of the memory is for sorting; the index of a human genome takes about 6 GB of the rest. */
const SORT_SHARE = 0.25;

/** https://bio-bwa.sourceforge.net/bwa.shtml, https://www.htslib.org/doc/1.21/samtools-sort.html */
export const tool = defineTool({
  name: 'bwa-mem',
  summary: 'aligns short reads with BWA-MEM, writes a sorted and indexed BAM',
  inputs: {
    reads1: {
      kind: 'file',
      description: 'Reads, or the first of each pair, as FASTQ',
      suffixes: READS,
      aliases: ['fastq1_s3_path'],
    },
    reads2: {
      kind: 'file',
      required: false,
      description: 'The second of each pair, as FASTQ',
      suffixes: READS,
      aliases: ['fastq2_s3_path'],
    },
    reference: {
      kind: 'file-or-directory',
      reference: true,
      description:
        'The genome: a FASTA file, which is indexed first, or a directory with an index made by bwa index; of several, the one at the top',
      aliases: ['reference_s3_path'],
    },
  },
  outputs: {
    bam: {
      kind: 'file',
      description: 'The alignments, sorted by coordinate',
      defaultName: '{reads1.stem}.bam',
      otherFormats: ['.cram', '.sam'],
      aliases: ['bam_s3_path'],
    },
    bai: {
      kind: 'file',
      description: 'The BAM’s index; a CSI holds sequences longer than 512 Mb as well',
      defaultName: '{reads1.stem}.bam.bai',
      beside: { output: 'bam', suffix: '.bai', alternatives: [CSI_FOR_LONG_SEQUENCES] },
      aliases: ['bai_s3_path'],
    },
  },
  params: z.object({
    referenceName: z
      .string()
      .min(1)
      .optional()
      .describe(
        'Which index or FASTA of a directory with several, as genome.fa or version0.6.0/genome.fa',
      ),
    sample: z
      .string()
      .regex(/^[\w.:+-]+$/)
      .optional()
      .describe(
        'Name of the sample, in the read group’s ID and SM; without it, that of the reads less lane and read',
      ),
    platform: z
      .enum(['ILLUMINA', 'DNBSEQ', 'ELEMENT', 'IONTORRENT', 'ULTIMA', 'LS454', 'SOLID'])
      .default('ILLUMINA')
      .describe('The sequencer, in the read group’s PL'),
    minSeedLength: z.int().min(1).default(19).describe('Shortest exact match that seeds (-k)'),
    minScore: z.int().min(0).default(30).describe('Lowest alignment score that is written (-T)'),
    markShorterSplits: z
      .boolean()
      .default(false)
      .describe('Mark shorter split hits as secondary, for older Picard (-M)'),
    softClip: z.boolean().default(false).describe('Soft-clip supplementary alignments (-Y)'),
    batchBases: z
      .int()
      .min(1_000_000)
      .default(100_000_000)
      .describe(
        'Bases aligned at a time (-K): fixed, so that the result does not depend on the number of CPUs',
      ),
  }),
  resources: {
    vcpus: 4,
    memoryMiB: 8192,
    // Unsorted runs and the BAM, each about as large as the reads when those are compressed; and the index.
    scratchMiB: (inputMiB) => 64 + 3 * inputMiB,
  },
  extraArgsFor: 'bwa mem',
  complaints: [
    {
      says: /samtools import: .*(truncated file|Failed)|\[E::(bgzf|inflate_gzip|hts_h?open)/,
      problem: 'the reads given with --reads1 or --reads2 are cut short, none at all, or not FASTQ',
      advice:
        'Expected records of a name with "@", bases, "+" and as many qualities, without empty lines. Copy the file again: gzip -t tells whether a compressed one is whole.',
    },
    {
      says: /differing number of records|2nd file has fewer sequences|reads have different names/,
      problem: 'the reads given with --reads1 and --reads2 are not mates of each other',
      advice:
        'Expected as many in both, in one order, under the same names: files of one run, of which none was filtered without the other.',
    },
    {
      says: /\[gz(read|close)\]/,
      problem:
        'a compressed file given with --reads1, --reads2 or --reference is cut short or damaged',
      advice: 'Copy it again: gzip -t tells whether it is whole.',
    },
  ],

  inspect: ({ files, isStaged }) => inspectGenome(files('reference'), isStaged),

  prepare: (ctx) => checkReference(ctx.inputs.reference, ctx.params.referenceName, ctx),

  command({ inputs, outputs, params, extraArgs, cpus, memoryMiB, workDir, tmpDir }) {
    const reference = findReference(inputs.reference, params.referenceName);
    const ownIndex = `${workDir}/reference`;
    const indexing: Step[] =
      reference.state === 'fasta'
        ? [{ pipeline: [['bwa', 'index', '-p', ownIndex, reference.path]] }]
        : [];
    const prefix = reference.state === 'fasta' ? ownIndex : reference.prefix;
    const sample = params.sample ?? sampleName(inputs.reads1.stem, inputs.reads2?.stem);
    const reads1 = readableByHtslib(inputs.reads1.path, workDir);
    const reads2 = inputs.reads2 && readableByHtslib(inputs.reads2.path, workDir);
    const written = withIndexOf(outputs.bam, outputs.bai, workDir);
    const sortMiB = sortMiBPerThread(memoryMiB, SORT_SHARE, cpus);
    return [
      ...indexing,
      ...reads1.steps,
      ...(reads2?.steps ?? []),
      {
        pipeline: [
          // bwa takes a record that it cannot read for the end of the file. This reads the same, prints nothing, and fails.
          [
            ...(['samtools', 'import', '--no-PG', '-u', '-o', '/dev/null'] as const),
            ...(reads2 ? ['-1', reads1.path, '-2', reads2.path] : ['-0', reads1.path]),
          ],
          [
            ...(['bwa', 'mem'] as const),
            ...['-t', String(cpus)],
            ...['-K', String(params.batchBases)],
            ...['-k', String(params.minSeedLength)],
            ...['-T', String(params.minScore)],
            ...(params.markShorterSplits ? ['-M'] : []),
            ...(params.softClip ? ['-Y'] : []),
            ...['-R', readGroup(sample, params.platform)],
            ...extraArgs,
            prefix,
            inputs.reads1.path,
            ...(inputs.reads2 ? [inputs.reads2.path] : []),
          ],
          [
            ...(['samtools', 'sort'] as const),
            ...['-@', String(cpus - 1)],
            ...['-m', `${sortMiB}M`],
            ...['-T', `${tmpDir}/sort`],
            '--write-index',
            ...['-o', written.path],
            '-',
          ],
        ],
      },
      ...written.steps,
    ];
  },
});

/** bwa itself turns `\t` into a tab. What could end a field is replaced: a file's name may hold anything. */
function readGroup(sample: string, platform: string): string {
  const name = sample.replaceAll(/[^\w.:+-]+/g, '_');
  return ['@RG', `ID:${name}`, `SM:${name}`, `LB:${name}`, `PL:${platform}`].join('\\t');
}
