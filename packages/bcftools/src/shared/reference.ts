import {
  checkIndexedFasta,
  FASTA_INDEXES,
  FASTA_SUFFIXES,
  isIndexed,
} from '@joblayer/genome-files';
import {
  patternOf,
  type ErrorPattern,
  type PrepareContext,
  type Step,
} from '@joblayer/job-runtime';
import type { StagedFile } from '@joblayer/job-runtime';
import type { Readable } from './links.ts';

export const REFERENCE = {
  kind: 'file',
  reference: true,
  description: 'The genome of the variants as FASTA; compressed by bgzip, if at all (-f)',
  suffixes: FASTA_SUFFIXES,
  secondaryFiles: FASTA_INDEXES,
} as const;

export const OPTIONAL_REFERENCE = { ...REFERENCE, required: false } as const;

type Fasta = StagedFile<Readonly<Record<keyof typeof FASTA_INDEXES, string | undefined>>>;

const nameOf = ({ name }: Fasta, workDir: string): string =>
  `${workDir}/reference.fa${/\.gz$/i.test(name) ? '.gz' : ''}`;

/** A link with a plain name, and its index beside it. */
export function linkedReference(fasta: Fasta, workDir: string): Readable {
  const path = nameOf(fasta, workDir);
  const { fai, gzi } = fasta.secondaryFiles;
  const link = (target: string | undefined, suffix: string): readonly Step[] =>
    target === undefined ? [] : [{ pipeline: [['ln', '-s', target, path + suffix]] }];
  return {
    path,
    steps: [
      ...link(fasta.path, ''),
      ...(isIndexed(fasta)
        ? [...link(fai, '.fai'), ...link(gzi, '.gzi')]
        : [{ pipeline: [['samtools', 'faidx', path]] } as const]),
    ],
  };
}

/** The sequences of the genome. Its indexes are compared with it. */
export const checkReference = (
  fasta: Fasta,
  context: Pick<PrepareContext, 'resolve' | 'signal' | 'workDir'>,
) => checkIndexedFasta(fasta, context, nameOf(fasta, context.workDir));

export const otherGenome: ErrorPattern = {
  pattern: patternOf(
    /^Reference allele mismatch at|\[E::faidx_adjust_position\]|faidx_fetch_seq failed|does not match the REF allele at/,
  ),
  problem: 'the variants given with --variants are not of the genome given with --reference',
  advice: 'Give files of one genome, in one release. REF has to be the bases of the FASTA.',
  provesBadData: true,
};
