import {
  checkIndexedFasta,
  FASTA_INDEXES,
  FASTA_SUFFIXES,
  inspectAlignments,
} from '@joblayer/genome-files';
import type { InspectContext, Inspection } from '@joblayer/job-runtime';

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
