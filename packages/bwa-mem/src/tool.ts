import {
  CSI_FOR_LONG_SEQUENCES,
  inspectGenome,
  requireReads,
  withIndexOf,
} from '@joblayer/genome-files';
import { lanesOf, sampleOf } from '@joblayer/genome-files/aligners';
import { defineTool, patternOf, type Step } from '@joblayer/job-runtime';
import * as z from 'zod';
import { alignEach, alignOne } from './align.ts';
import { bwaOptions } from './bwa-options.ts';
import { checkReference } from './check-reference.ts';
import { checkExtraArgs } from './extra-args.ts';
import { checkFirstReads } from './first-reads.ts';
import { layOutReadGroups } from './lay-out-read-groups.ts';
import { readGroupsOf } from './read-groups.ts';
import { findReference } from './reference.ts';

const READS = ['.fastq.gz', '.fq.gz', '.fastq', '.fq'];

/** https://bio-bwa.sourceforge.net/bwa.shtml, https://www.htslib.org/doc/1.21/samtools-sort.html */
export const tool = defineTool({
  name: 'bwa-mem',
  summary: 'aligns short reads with BWA-MEM, writes a sorted and indexed BAM',
  inputs: {
    reads1: {
      kind: 'files',
      description:
        'Reads, or the first of each pair, as FASTQ; one file for each lane of one sample',
      suffixes: READS,
      aliases: ['fastq1_s3_path'],
    },
    reads2: {
      kind: 'files',
      required: false,
      description: 'The second of each pair, as FASTQ; the lanes in the order of --reads1',
      suffixes: READS,
      aliases: ['fastq2_s3_path'],
    },
    reference: {
      kind: 'file-or-directory',
      reference: true,
      description:
        'The genome: a FASTA file, which is indexed first, or a directory with an index of bwa index; of several, the one at the top',
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
        'The index or FASTA to use of a directory with several: genome.fa or version0.6.0/genome.fa',
      ),
    sample: z
      .string()
      .regex(/^[\w.:+-]+$/)
      .optional()
      .describe(
        'Name of the sample, for the read groups; default: the reads’ name without lane and read',
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
    requireReads,
  }),
  resources: {
    vcpus: 4,
    memoryMiB: 8192,
    // Unsorted runs, the BAMs of the lanes and the merged BAM are each about as large as the reads
    // if those are compressed. The index is in addition.
    scratch: { baseMiB: 64, perInputMiB: 3 },
  },
  extraArgsFor: 'bwa mem',
  errorPatterns: [
    {
      pattern: patternOf(/2nd file has fewer sequences|reads have different names/),
      problem: 'the reads given with --reads1 and --reads2 are not mates',
      advice:
        'Expected the same reads in both files, in the same order: files of one run, filtered together.',
    },
    {
      pattern: patternOf(/\[gz(read|close)\]/),
      problem:
        'a compressed file given with --reads1, --reads2 or --reference is cut short or damaged',
      advice: 'Copy it again. gzip -t shows whether it is whole.',
    },
  ],
  relations: [
    {
      ...{ kind: 'sameCount', options: ['reads1', 'reads2'] },
      problem:
        '--reads2 needs one file for each lane of --reads1: expected {reads1.count}, got {reads2.count}',
      advice: 'Give both for each lane, in the same order. For single reads, leave out --reads2.',
    },
  ],

  checkedInJob: [
    'the sample has one name, given with --sample or shown by the names of the reads',
    '--extra-args has no option of bwa that the job sets, or that contradicts its lanes',
    'the reads are FASTQ, and --reads1 has reads; the first reads of the lanes show their platform units',
    'the reference is a whole index of bwa, or a FASTA; of several, --reference-name selects one',
  ],

  checkInJob({ params, extraArgs, inputFiles: { reads1 = [], reads2 = [] } }) {
    const lanes = lanesOf(reads1, reads2);
    sampleOf(lanes, params.sample);
    checkExtraArgs(extraArgs, { lanes: lanes.length, paired: reads2.length > 0 });
    return {};
  },

  inspect: ({ files, isStaged }) => inspectGenome(files('reference'), isStaged),

  async prepare(ctx) {
    const { inputs, params, workDir, resolve } = ctx;
    const lanes = lanesOf(inputs.reads1, inputs.reads2);
    const { requireReads, sample, platform } = params;
    const facts = await checkFirstReads({ lanes, requireReads, resolve });
    const readGroups = readGroupsOf(lanes, sampleOf(lanes, sample), platform);
    if (lanes.length > 1) await layOutReadGroups(readGroups, facts, { workDir, resolve });
    await checkReference(inputs.reference, params.referenceName, ctx);
  },

  command({ inputs, outputs, params, workDir, ...context }) {
    const reference = findReference(inputs.reference, params.referenceName);
    const ownIndex = `${workDir}/reference`;
    const indexing: Step[] =
      reference.state === 'fasta'
        ? [{ pipeline: [['bwa', 'index', '-p', ownIndex, reference.path]] }]
        : [];
    const lanes = lanesOf(inputs.reads1, inputs.reads2);
    const alignment = {
      ...context,
      ...{ lanes, workDir },
      readGroups: readGroupsOf(lanes, sampleOf(lanes, params.sample), params.platform),
      options: bwaOptions(params),
      index: reference.state === 'fasta' ? ownIndex : reference.prefix,
    };
    const written = withIndexOf(outputs.bam, outputs.bai, workDir, 'bam');
    const aligning =
      lanes.length === 1 ? [alignOne(alignment, written.path)] : alignEach(alignment, written.path);
    return [...indexing, ...aligning, ...written.steps];
  },
});
