import {
  checkIndexedFasta,
  errorPatternsOfAlignments,
  FASTA_INDEXES,
  FASTA_SUFFIXES,
  inspectAlignments,
} from '@joblayer/genome-files';
import {
  type ErrorPattern,
  type Inspection,
  patternOf,
  type InspectContext,
} from '@joblayer/job-runtime';

export const ALIGNMENT_SUFFIXES: readonly string[] = ['.bam', '.cram', '.sam'];

/** The input of a tool that reads the alignments once. An extra argument may name the file again. */
export const BAM = {
  kind: 'file',
  description: 'Alignments',
  stream: { unlessGiven: ['extraArgs'] },
  suffixes: ALIGNMENT_SUFFIXES,
} as const;

export const REFERENCE = {
  kind: 'file',
  required: false,
  reference: true,
  description: 'The genome as FASTA, to decode or write CRAM',
  suffixes: FASTA_SUFFIXES,
  secondaryFiles: FASTA_INDEXES,
} as const;

export const CHECKED_ALIGNMENTS =
  'the header of the alignments is whole, and it holds reads if --require-reads is given';
export const CHECKED_REFERENCE = 'the genome is FASTA, and its index belongs to it';

/** What samtools prints about alignments given with `--bam` that it cannot use. */
export const alignmentErrors: readonly ErrorPattern[] = [
  {
    pattern: patternOf(/Unable to fetch reference|Failed to populate reference/),
    problem: 'the CRAM given with --bam needs the genome that it was made with, as --reference',
    advice: 'Give that genome as FASTA with --reference. It is never downloaded.',
    provesBadData: true,
  },
  {
    pattern: patternOf(/md5sum differs|MD5 (checksum )?(does not match|mismatch)/i),
    problem: 'the CRAM given with --bam was made with a genome other than --reference',
    advice: 'Give the FASTA that it was made with.',
    provesBadData: true,
  },
  {
    pattern: patternOf(/cannot be stored in a (bai|tbi) index/),
    problem: 'the file given with --bam has a sequence that is too long for a BAI',
    advice: 'Make a CSI instead.',
    provesBadData: true,
  },
  {
    pattern: patternOf(
      /specifies an (unknown reference|invalid region)|[Cc]annot parse region|[Cc]ould not parse region/,
    ),
    problem: 'the region given with --region is not in the alignments of --bam',
    advice: 'Expected name:first-last, with a name as samtools view -H prints it.',
    provesBadData: true,
  },
  ...errorPatternsOfAlignments,
  {
    // With threads, samtools prints nothing else about damaged SAM.
    pattern: patternOf(
      /^samtools \w+: (error reading (from|file)|failed to process|truncated file|".*" is truncated|Failed to read bam record)/,
    ),
    problem: 'the file given with --bam is cut short or damaged',
    advice: 'Copy it again, or make it again.',
    provesBadData: true,
  },
];

/** For a definition's `inspect`. */
export const inspectBam = ({
  files,
  params: { requireReads },
}: Pick<InspectContext, 'files'> & {
  readonly params: { readonly requireReads: boolean };
}): Promise<Inspection> => inspectAlignments(files('bam'), { option: '--bam', requireReads });

/** For the `prepare` of a definition whose alignments are streamed. */
export async function prepareReference(
  ctx: Parameters<typeof checkIndexedFasta>[1] & {
    readonly inputs: { readonly reference: Parameters<typeof checkIndexedFasta>[0] | undefined };
  },
): Promise<void> {
  await checkIndexedFasta(ctx.inputs.reference, ctx);
}
