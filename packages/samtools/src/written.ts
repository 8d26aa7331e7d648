import { CSI_FOR_LONG_SEQUENCES, withIndexOf } from '@joblayer/genome-files';
import type { Relation, Step } from '@joblayer/job-runtime';
import * as z from 'zod';

/** The outputs of a command that writes alignments: a BAM or a CRAM, and its index. */
export const asBam = (description: string, stem: string) =>
  ({
    kind: 'file',
    required: false,
    description: `${description}, as BAM`,
    defaultName: `${stem}.bam`,
    otherFormats: ['.cram', '.sam'],
  }) as const;

export const asBai = (output: string, stem: string) =>
  ({
    kind: 'file',
    onRequest: true,
    description: 'The BAM’s index; a CSI holds sequences longer than 512 Mb as well',
    defaultName: `${stem}.bam.bai`,
    beside: { output, suffix: '.bai', alternatives: [CSI_FOR_LONG_SEQUENCES] },
  }) as const;

export const asCram = (output: string, stem: string) =>
  ({
    kind: 'file',
    required: false,
    description: 'The same as CRAM, instead of the BAM',
    defaultName: `${stem}.cram`,
    insteadOf: output,
    otherFormats: ['.bam', '.sam'],
  }) as const;

export const asCrai = (stem: string) =>
  ({
    kind: 'file',
    onRequest: true,
    description: 'The CRAM’s index',
    defaultName: `${stem}.cram.crai`,
    beside: { output: 'cram', suffix: '.crai' },
  }) as const;

/** The rules of these outputs. */
export const writtenRelations = (output: string): Relation[] => [
  {
    ...{ kind: 'requires', when: 'cram', option: 'reference' },
    problem: '--cram was given, but needs --reference, which is missing',
    advice: 'Give the genome as FASTA with --reference, or leave out --cram.',
  },
  {
    ...{ kind: 'oneOf', options: [output, 'cram', 'outputDir'] },
    problem: `neither --${output} nor --cram was given, so the job would write no alignments`,
    advice: `Give the location of the BAM with --${output}, or of the CRAM with --cram.`,
  },
];

export const compressionLevel = z
  .int()
  .min(0)
  .max(9)
  .optional()
  .describe('From 0, not compressed, to 9, smallest; default: that of the format (level)');

interface Locations {
  readonly bam: string | undefined;
  readonly bai: string | undefined;
  readonly cram: string | undefined;
  readonly crai: string | undefined;
}

/** The options with which samtools writes the output, and the steps that follow. */
export function writing(
  { bam, bai, cram, crai }: Locations,
  level: number | undefined,
  workDir: string,
): { readonly options: readonly string[]; readonly steps: readonly Step[] } {
  const format = cram === undefined ? 'bam' : 'cram';
  const file = cram ?? bam;
  if (file === undefined) throw new Error('the relations refuse a job without BAM and CRAM');
  const index = cram === undefined ? bai : crai;
  const target = index === undefined ? undefined : withIndexOf(file, index, workDir, format);
  return {
    options: [
      ...['-O', format],
      ...(level === undefined ? [] : ['--output-fmt-option', `level=${level}`]),
      ...(target ? ['--write-index'] : []),
      ...['-o', target?.path ?? file],
    ],
    steps: target?.steps ?? [],
  };
}
