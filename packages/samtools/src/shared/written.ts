import {
  CSI_FOR_LONG_SEQUENCES,
  linkName,
  namedInCram,
  withIndexes,
  withIndexOf,
} from '@joblayer/genome-files';
import type { Relation, Step } from '@joblayer/job-runtime';

type Format = 'bam' | 'cram' | 'sam';

/** Alignments to write: the words for samtools, and the steps that follow. */
export interface Written {
  /** The format, and the index if there is one. */
  readonly options: readonly string[];
  readonly path: string;
  readonly steps: readonly Step[];
}

/** Endings of names that promise another format. */
export const OTHER_THAN_BAM = ['.cram', '.sam'] as const;
export const OTHER_THAN_CRAM = ['.bam', '.sam'] as const;

/** An index that lies beside the output `bam`. */
export const baiBeside = <Output extends string>(output: Output) =>
  ({
    kind: 'file',
    required: false,
    description: 'The BAM’s index; a CSI holds sequences longer than 512 Mb as well',
    beside: { output, suffix: '.bai', alternatives: [CSI_FOR_LONG_SEQUENCES] },
  }) as const;

export const craiBeside = {
  kind: 'file',
  required: false,
  description: 'The CRAM’s index',
  beside: { output: 'cram', suffix: '.crai' },
} as const;

export const CRAM_NEEDS_REFERENCE: Relation = {
  ...{ kind: 'requires', when: 'cram', option: 'reference' },
  problem: '--cram was given, but needs --reference, which is missing',
  advice: 'Give the genome as FASTA with --reference, or leave out --cram.',
};

/** A job without any of the outputs would write no alignments. */
export const oneFormat = (first: string, ...others: readonly string[]): Relation => ({
  ...{ kind: 'oneOf', options: [first, 'outputDir', ...others] },
  problem: `none of --${[first, ...others].join(', --')} was given, so the job would write no alignments`,
  advice: `Give the location of the BAM with --${first}.`,
});

/** Where samtools writes alignments. htslib would split some names. */
export function written(
  file: string | undefined,
  index: string | undefined,
  format: Format,
  workDir: string,
): Written {
  if (file === undefined) throw new Error('the relations refuse a job without alignments');
  if (index !== undefined && format !== 'sam') {
    const { path, steps } = withIndexOf(file, index, workDir, format);
    return { options: ['-O', format, '--write-index'], path, steps };
  }
  if (linkName(file) === file) return { options: ['-O', format], path: file, steps: [] };
  const path = `${workDir}/joblayer-${linkName(file.slice(file.lastIndexOf('/') + 1))}`;
  return { options: ['-O', format], path, steps: [{ pipeline: [['mv', '-T', path, file]] }] };
}

type Fasta = Parameters<typeof withIndexes>[0];

/** The genome to decode with, or to write CRAM with: then its name must be the same in each run. */
export function referenceOf(
  reference: Fasta | undefined,
  workDir: string,
  toCram = false,
): { readonly words: readonly string[]; readonly steps: readonly Step[] } {
  if (!reference) return { words: [], steps: [] };
  const { path, steps } = withIndexes(reference, workDir);
  return { words: ['--reference', toCram ? namedInCram(path, workDir) : path], steps };
}
