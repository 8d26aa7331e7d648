/**
 * Checks of whole inputs, for a definition's hook `prepare`: one call and one pass for each file. Each throws JobError
 * `bad-data`, with the option and the name of the file. They read staged files: an input that is streamed to the tool
 * can be read only once. The code of a check is imported when it runs, as a static import would slow down --help.
 */
import type { AlignmentsCheck, CheckedAlignments } from './alignments.ts';
import type { AnnotationCheck, CheckedAnnotation } from './annotation.ts';
import type { CheckContext } from './checked-file.ts';
import type { ReadsCheck } from './reads.ts';
import type { LaneFacts } from '../fastq/check-lane.ts';
import type { CheckedRegions, RegionsCheck } from './regions.ts';
import type { CheckedVariants, VariantsCheck } from './variants.ts';

/** Reads are whole and FASTQ, and mates have one name and come in one order. */
export const checkReads = async (check: ReadsCheck, context: CheckContext): Promise<LaneFacts> =>
  (await import('./reads.ts')).checkReads(check, context);

/** A BAM, CRAM or SAM is whole, and has a header or alignments, of the genome if one is given. */
export const checkAlignments = async (
  check: AlignmentsCheck,
  context: CheckContext,
): Promise<CheckedAlignments> => (await import('./alignments.ts')).checkAlignments(check, context);

/** Variants are a whole VCF, sorted if that is asked for, and of the genome if one is given. */
export const checkVariants = async (
  check: VariantsCheck,
  context: CheckContext,
): Promise<CheckedVariants> => (await import('./variants.ts')).checkVariants(check, context);

/** Regions are BED, and lie in the genome if one is given. `prepareRegions` also brings them into a tool's form. */
export const checkRegions = async (
  check: RegionsCheck,
  context: CheckContext,
): Promise<CheckedRegions> => (await import('./regions.ts')).checkRegions(check, context);

/** The endings of an annotation's name, longest first, as an input's definition lists them. */
export const ANNOTATION_SUFFIXES: readonly string[] = [
  ...['.gtf.gz', '.gff3.gz', '.gff.gz', '.gtf', '.gff3', '.gff'],
];

/** An annotation is whole GTF or GFF3, has the features that the tool needs, and is of the genome if one is given. */
export const checkAnnotation = async (
  check: AnnotationCheck,
  context: CheckContext,
): Promise<CheckedAnnotation> => (await import('./annotation.ts')).checkAnnotation(check, context);

export type { AlignmentsCheck, CheckedAlignments } from './alignments.ts';
export type { AnnotationCheck, CheckedAnnotation, NeededFeatures } from './annotation.ts';
export type { CheckContext, CheckedFile, GenomeSequence } from './checked-file.ts';
export type { ReadsCheck } from './reads.ts';
export type { CheckedRegions, RegionsCheck } from './regions.ts';
export type { CheckedVariants, VariantsCheck } from './variants.ts';
