import {
  checkVariants,
  layOutFile,
  layOutRegions,
  type CheckedVariants,
  type GenomeSequence,
} from '@joblayer/genome-files';
import { JobError, type PrepareContext, type StagedFile } from '@joblayer/job-runtime';
import { indexOf, layOutOutputs, type VariantPaths } from './outputs.ts';

type Context = Pick<PrepareContext, 'resolve' | 'signal' | 'warn' | 'workDir'>;

export const refused = (problem: string, advice: string): JobError =>
  new JobError({ code: 'bad-data', problem, advice });

export interface Checked {
  readonly option?: `--${string}`;
  readonly file: StagedFile;
  readonly sorted?: boolean;
  readonly genome?: readonly GenomeSequence[] | undefined;
}

/** Variants are whole, sorted if asked for, and of the genome. Warns of a file without records. */
export async function checkInput(
  { option = '--variants', file, sorted = false, genome }: Checked,
  context: Context,
): Promise<CheckedVariants> {
  const checked = await checkVariants({ option, file, sorted, genome }, context);
  if (checked.records === 0)
    context.warn?.(`the file given with ${option}, ${file.name}, holds no records`);
  return checked;
}

interface Expected {
  readonly regions?: string | undefined;
  readonly genome?: readonly GenomeSequence[];
  /** Default: only if an index is written. */
  readonly sorted?: boolean;
}

/** The same for the input of a definition that writes variants, in which regions can be selected. */
export async function prepareVariants(
  file: StagedFile,
  outputs: VariantPaths,
  { regions, genome, sorted = outputs.tbi !== undefined }: Expected,
  context: Context,
): Promise<CheckedVariants> {
  await layOutOutputs(context);
  warnOfBcf(outputs, context);
  const checked = await checkInput({ file, sorted, genome }, context);
  await layOutSequences(checked, regions, context);
  return checked;
}

export function warnOfBcf(outputs: VariantPaths, { warn }: Context): void {
  if (outputs.tbi !== undefined && indexOf(outputs) === undefined)
    warn?.('--tbi is left out: a TBI cannot index BCF. Give --tbi a name that ends in .csi');
}

/** The file of the sequences that a file of regions may name. */
export const SEQUENCES = 'sequences.txt';
/** The length of a sequence whose length the header does not state. */
const ANY_LENGTH = 2 ** 31 - 1;

/** Writes the sequences, and refuses regions of others: bcftools would find nothing, and succeed. */
export async function layOutSequences(
  { contigs, sequences }: Pick<CheckedVariants, 'contigs' | 'sequences'>,
  regions: string | undefined,
  context: Context,
): Promise<void> {
  const all = new Map([...sequences.map((name) => [name, undefined] as const), ...contigs]);
  const unknown = regions
    ?.split(',')
    .find((region) => !all.has(region) && !all.has(region.replace(/:\d*(-\d*)?$/, '')));
  if (unknown !== undefined && all.size > 0)
    throw refused(
      `--regions names ${unknown}, and --variants has ${[...all.keys()].slice(0, 3).join(', ')}`,
      'Give regions of its sequences. One of the two may write chr1, the other 1.',
    );
  const lines = [...all].map(([name, bases]) => `${name}\t${bases ?? ANY_LENGTH}\n`);
  await layOutFile(context, SEQUENCES, lines.join(''));
  await layOutRegions(context);
}
