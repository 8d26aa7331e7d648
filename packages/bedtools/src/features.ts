import {
  ANNOTATION_SUFFIXES,
  checkAlignments,
  checkAnnotation,
  type CheckContext,
  checkRegions,
  checkVariants,
  type GenomeSequence,
} from '@joblayer/genome-files';
import { JobError, type StagedFile } from '@joblayer/job-runtime';

export const BED_SUFFIXES: readonly string[] = ['.bed.gz', '.bed', '.narrowPeak', '.broadPeak'];
const VCF_SUFFIXES = ['.vcf.gz', '.vcf'];
/** The endings of features as text. */
export const TEXT_SUFFIXES: readonly string[] = [
  ...BED_SUFFIXES,
  ...ANNOTATION_SUFFIXES,
  ...VCF_SUFFIXES,
];

export interface FeaturesCheck {
  readonly option: `--${string}`;
  readonly file: Pick<StagedFile, 'name' | 'path'>;
  readonly genome?: readonly GenomeSequence[] | undefined;
  /** Whether the strands decide on the result. */
  readonly byStrand: boolean;
}

/** The names of the sequences that have features; of a BAM, those of its header. */
export type SequenceNames = readonly string[];

const endsIn = (name: string, suffixes: readonly string[]): boolean =>
  suffixes.some((suffix) => name.toLowerCase().endsWith(suffix.toLowerCase()));

export const isBam = ({ name }: { readonly name: string }): boolean => endsIn(name, ['.bam']);

/**
 * Reads a file once. bedtools succeeds on a file without strands, on a BAM that is cut short, and on features beyond
 * the end of a sequence, and leaves records out.
 *
 * @throws JobError `bad-data`
 */
export async function checkFeatures(
  check: FeaturesCheck,
  context: CheckContext,
): Promise<SequenceNames> {
  const { file, genome, option } = check;
  if (isBam(file)) {
    const { records, sequences } = await checkAlignments(check, context);
    if (records === 0) context.warn?.(`the file given with ${option} holds no reads`);
    return sequences.map(({ name }) => name);
  }
  if (endsIn(file.name, VCF_SUFFIXES)) {
    if (check.byStrand) noStrands(check, 'is VCF, which has no strands');
    return (await checkVariants(check, context)).sequences;
  }
  if (endsIn(file.name, ANNOTATION_SUFFIXES)) {
    const mayBeEmpty = true;
    const all = { ...check, mayBeEmpty, everySequence: genome !== undefined };
    return (await checkAnnotation(all, context)).sequences;
  }
  const { records, stranded, sequences } = await checkRegions(
    { ...check, mayBeEmpty: true },
    context,
  );
  if (check.byStrand && records > 0 && stranded === 0)
    noStrands(check, 'states no strand, + or -, in column 6');
  if (check.byStrand && stranded < records)
    context.warn?.(
      `${records - stranded} of ${records} features of ${option} (${file.name}) state no strand`,
    );
  return sequences;
}

function noStrands({ option, file }: FeaturesCheck, what: string): never {
  throw new JobError({
    code: 'bad-data',
    problem: `the file given with ${option}, ${file.name}, ${what}`,
    advice: 'Give features with strands, or leave the option for strands out.',
  });
}
