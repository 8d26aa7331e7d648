import { checkReads, requireReads } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';

const READS = ['.fastq.gz', '.fq.gz', '.fastq', '.fq'];
/** fastp accepts no more threads. */
const MOST_THREADS = 16;

/** https://github.com/OpenGene/fastp/blob/v0.24.0/README.md */
export const tool = defineTool({
  name: 'fastp',
  summary: 'trims and filters short reads, and reports their quality',
  inputs: {
    reads1: {
      kind: 'file',
      description: 'Reads, or the first of each pair, as FASTQ (-i)',
      suffixes: READS,
    },
    reads2: {
      kind: 'file',
      required: false,
      description: 'The second of each pair, as FASTQ (-I)',
      suffixes: READS,
    },
    adapters: {
      kind: 'file',
      required: false,
      description: 'Adapters to trim, as FASTA, besides those that fastp finds (--adapter_fasta)',
      suffixes: ['.fasta', '.fa'],
    },
  },
  outputs: {
    trimmed1: {
      kind: 'file',
      description: 'The reads that are left; compressed if the name ends in .gz (-o)',
      defaultName: '{reads1.stem}.R1.trimmed{reads1.suffix}',
    },
    trimmed2: {
      kind: 'file',
      onlyWith: 'reads2',
      description: 'The mates that are left (-O)',
      defaultName: '{reads2.stem}.R2.trimmed{reads2.suffix}',
    },
    json: {
      kind: 'file',
      description: 'Counts before and after, as JSON for MultiQC (-j)',
      defaultName: '{reads1.stem}.fastp.json',
    },
    html: {
      kind: 'file',
      description: 'The same as a page (-h)',
      defaultName: '{reads1.stem}.fastp.html',
    },
  },
  params: z.object({
    requireReads,
    trimAdapters: z.boolean().default(true).describe('Trim adapters (-A switches it off)'),
    detectAdapterForPe: z
      .boolean()
      .default(false)
      .describe('Look for adapters of pairs by their sequence too (--detect_adapter_for_pe)'),
    qualifiedQuality: z
      .int()
      .min(0)
      .max(93)
      .default(15)
      .describe('The quality from which a base is qualified (-q)'),
    unqualifiedPercent: z
      .int()
      .min(0)
      .max(100)
      .default(40)
      .describe('Discard reads with more unqualified bases, in percent (-u)'),
    minLength: z.int().min(0).default(15).describe('Discard shorter reads, in bases (-l)'),
    trimPolyG: z
      .boolean()
      .optional()
      .describe('Trim G at the ends (-g, -G); default: for reads of NextSeq and NovaSeq'),
    cutFront: z.boolean().default(false).describe('Cut the start by quality (-5)'),
    cutTail: z.boolean().default(false).describe('Cut the end by quality (-3)'),
    cutQuality: z
      .int()
      .min(1)
      .max(36)
      .default(20)
      .describe('The mean quality of a window that a cut keeps (-M)'),
    correction: z
      .boolean()
      .default(false)
      .describe('Correct bases where the mates of a pair overlap (-c)'),
    dedup: z.boolean().default(false).describe('Drop duplicated reads or pairs (-D)'),
  }),
  relations: (['correction', 'detectAdapterForPe'] as const).map((option) => ({
    ...{ kind: 'onlyWith', option, condition: 'reads2' },
    problem: `--${option === 'correction' ? option : 'detect-adapter-for-pe'} is for pairs only`,
    advice: 'Give --reads2 too, or leave it out.',
  })),
  resources: { vcpus: 4, memoryMiB: 4096, scratch: { baseMiB: 64, perInputMiB: 2 } },
  extraArgsFor: 'fastp',
  checkedInJob: ['the reads are whole FASTQ, and mates belong together'],

  prepare: async ({ inputs: { reads1, reads2 }, params, ...ctx }) =>
    void (await checkReads({ reads1, reads2, requireReads: params.requireReads }, ctx)),

  command({ inputs: { reads1, reads2, adapters }, outputs, params, extraArgs, cpus }) {
    const polyG = params.trimPolyG;
    return [
      {
        pipeline: [
          [
            ...(['fastp', '-i', reads1.path, '-o', outputs.trimmed1] as const),
            ...(reads2 && outputs.trimmed2 ? ['-I', reads2.path, '-O', outputs.trimmed2] : []),
            ...['-j', outputs.json, '-h', outputs.html],
            ...['-w', String(Math.min(cpus, MOST_THREADS))],
            ...['-q', String(params.qualifiedQuality), '-u', String(params.unqualifiedPercent)],
            ...['-l', String(params.minLength)],
            ...(params.trimAdapters ? [] : ['-A']),
            ...(params.detectAdapterForPe ? ['--detect_adapter_for_pe'] : []),
            ...(adapters ? ['--adapter_fasta', adapters.path] : []),
            ...(polyG === undefined ? [] : [polyG ? '-g' : '-G']),
            ...(params.cutFront ? ['-5'] : []),
            ...(params.cutTail ? ['-3'] : []),
            ...(params.cutFront || params.cutTail ? ['-M', String(params.cutQuality)] : []),
            ...(params.correction ? ['-c'] : []),
            ...(params.dedup ? ['-D'] : []),
            ...extraArgs,
          ],
        ],
      },
    ];
  },
});
