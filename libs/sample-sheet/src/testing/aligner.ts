import {
  defineTool,
  type DefinitionDescription,
  describeDefinition,
} from '@joblayer/tool-definition';
import * as z from 'zod';

const FASTQ = ['.fastq.gz', '.fq.gz', '.fq'];

/** A tool for tests, with an option of each kind that matters to sheets. */
export const aligner: DefinitionDescription = describeDefinition(
  defineTool({
    name: 'aligner',
    summary: 'aligns reads',
    inputs: {
      reads1: { kind: 'files', description: 'Reads', suffixes: FASTQ, aliases: ['fastq1_s3_path'] },
      reads2: { kind: 'files', required: false, description: 'Mates', suffixes: FASTQ },
      reference: { kind: 'file-or-directory', reference: true, description: 'The genome' },
      known: {
        kind: 'file',
        required: false,
        description: 'Known variants',
        suffixes: ['.vcf.gz'],
        secondaryFiles: { knownIndex: { description: 'Its index', suffixes: ['.tbi', '.csi'] } },
      },
    },
    outputs: {
      bam: {
        kind: 'file',
        description: 'Alignments',
        defaultName: '{reads1.stem}.bam',
        otherFormats: ['.cram'],
      },
      plots: {
        kind: 'directory',
        required: false,
        onRequest: true,
        description: 'Plots',
        defaultName: 'plots',
      },
    },
    params: z.object({
      sample: z
        .string()
        .regex(/^[\w.-]+$/)
        .optional()
        .describe('The sample'),
      minScore: z.int().min(0).max(60).default(30).describe('Least score'),
      fraction: z.number().min(0).max(1).optional().describe('How much'),
      platform: z.enum(['ILLUMINA', 'ONT']).default('ILLUMINA').describe('The sequencer'),
      softClip: z.boolean().default(false).describe('Soft-clip'),
    }),
    relations: [
      {
        ...{ kind: 'sameCount', options: ['reads1', 'reads2'] },
        problem: '--reads2 needs a file for each of --reads1: {reads1.count}, got {reads2.count}',
        advice: 'Give both.',
      },
      {
        ...{ kind: 'onlyWith', option: 'fraction', condition: { option: 'softClip', is: [true] } },
        problem: '--fraction is for --soft-clip only',
        advice: 'Give --soft-clip too.',
      },
    ],
    resources: { vcpus: 1, memoryMiB: 256, scratch: { baseMiB: 1, perInputMiB: 0 } },
    extraArgsFor: 'align',
    checkedInJob: ['the reads are FASTQ'],
    command: () => [{ pipeline: [['align']] }],
  }),
);
