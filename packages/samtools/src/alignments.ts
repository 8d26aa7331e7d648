import {
  checkAlignments,
  checkIndexedFasta,
  FASTA_INDEXES,
  FASTA_SUFFIXES,
  inspectAlignments,
  linkName,
  readableByHtslib,
  withIndexes,
} from '@joblayer/genome-files';
import type {
  InspectContext,
  Inspection,
  PrepareContext,
  StagedFile,
  Step,
} from '@joblayer/job-runtime';

export const ALIGNMENTS = ['.bam', '.cram', '.sam'] as const;

/** Alignments that are checked before the command reads them: see `threadsOf`. */
export const bam = { kind: 'file', description: 'Alignments', suffixes: ALIGNMENTS } as const;

/**
 * Alignments that the command reads once, and that nothing checked before. Extra arguments may name the file again. Such
 * a command must have no threads: see `threadsOf`.
 */
export const streamedBam = { ...bam, stream: { unlessGiven: ['extraArgs'] } } as const;

export const reference = {
  kind: 'file',
  required: false,
  reference: true,
  description: 'The genome as FASTA, to decode CRAM',
  suffixes: FASTA_SUFFIXES,
  secondaryFiles: FASTA_INDEXES,
} as const;

/** What `inspect` and `prepare` check. */
export const CHECKED = [
  'the alignments are whole BAM, CRAM or SAM, and hold reads if --require-reads is given',
  'the genome is FASTA, its index belongs to it, and it has sequences of the alignments',
];

type Reading = InspectContext & { readonly params: { readonly requireReads: boolean } };

export const inspect = ({ files, params: { requireReads } }: Reading): Promise<Inspection> =>
  inspectAlignments(files('bam'), { option: '--bam', requireReads });

type Preparing = Pick<PrepareContext, 'resolve' | 'signal'>;
type Fasta = Parameters<typeof checkIndexedFasta>[0];

interface Given {
  readonly bam: StagedFile<unknown> | readonly StagedFile<unknown>[];
  readonly reference?: Fasta;
}

/** Reads the alignments and the genome once. */
export async function prepare(ctx: Preparing & { readonly inputs: Given }): Promise<void> {
  const { bam: given, reference: fasta } = ctx.inputs;
  const genome = await checkIndexedFasta(fasta, ctx);
  for (const file of [given].flat()) await checkAlignments({ option: '--bam', file, genome }, ctx);
}

/**
 * Threads in addition to the main one, for alignments that were checked. With threads, samtools 1.21 sometimes waits
 * forever at the end of a BAM that is cut short.
 */
export const threadsOf = (cpus: number): string[] => ['-@', String(cpus - 1)];

/** The options of samtools for a genome, and the steps that index it. */
export function genomeOptions(
  fasta: Fasta,
  workDir: string,
): { readonly options: readonly string[]; readonly steps: readonly Step[] } {
  const genome = fasta && withIndexes(fasta, workDir);
  return { options: genome ? ['--reference', genome.path] : [], steps: genome?.steps ?? [] };
}

/** The file under a name that htslib does not split, and the steps that link it. */
export function readable<File extends StagedFile<unknown>>(
  file: File,
  workDir: string,
): { readonly file: File; readonly steps: readonly Step[] } {
  const { path, steps } = readableByHtslib(file.path, workDir);
  return { file: { ...file, path, name: linkName(file.name) }, steps };
}

/** A flag and its value, if there is one. */
export const option = (flag: string, value: number | string | undefined): string[] =>
  value === undefined ? [] : [flag, String(value)];
