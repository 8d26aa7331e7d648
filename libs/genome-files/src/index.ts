export {
  ALIGNMENT_INDEX,
  alignmentIndex,
  type AlignmentIndex,
  type AlignmentIndexRequest,
} from './alignment-index.ts';
export { sortMiBPerThread } from './alignments.ts';
export { columnOf, linkColumns } from './columns.ts';
export { comparison, type Comparison } from './comparison.ts';
export {
  badFasta,
  badGzip,
  damaged,
  errorPatternsOfAlignments,
  notAlignments,
  notSorted,
} from './error-patterns.ts';
export {
  checkIndexedFasta,
  FASTA_INDEXES,
  FASTA_SUFFIXES,
  isIndexed,
  namedInCram,
  withIndexes,
  type IndexedFasta,
} from './fasta/indexes.ts';
export { checkFasta, compressionOf } from './fasta/load.ts';
export type { CheckedFasta, FastaCheck } from './fasta/check.ts';
export type { FastaSequence } from './fasta/rules.ts';
export type { Compression } from './fasta/text.ts';
export { layOutFile, type Layout } from './lay-out.ts';
export {
  layOutRegions,
  prepareRegions,
  REGION_FORMS,
  REGION_SUFFIXES,
  type PreparedRegions,
  type RegionsRequest,
} from './regions.ts';
export { javaCommand, outOfHeap } from './java.ts';
export { IndexBytes } from './index-bytes.ts';
export { inspectAlignments } from './inspect-alignments.ts';
export { inspectGenome } from './inspect-genome.ts';
export { inspectVariants } from './inspect-variants.ts';
export {
  CSI_FOR_FAR_POSITIONS,
  CSI_FOR_LONG_SEQUENCES,
  inspectPositions,
  MOST_BASES_OF_BAI,
} from './long-sequences.ts';
export { noReads, NO_READS_EXIT_CODE, requireReads, type NoReads } from './require-reads.ts';
export { linkName, readableByHtslib, withIndexOf, type HtslibPath } from './htslib-names.ts';
export {
  type AlignmentsCheck,
  type AnnotationCheck,
  ANNOTATION_SUFFIXES,
  checkAlignments,
  checkAnnotation,
  type CheckContext,
  type CheckedAlignments,
  type CheckedAnnotation,
  type CheckedFile,
  type CheckedRegions,
  type CheckedVariants,
  checkLanesWithReads,
  checkReads,
  checkRegions,
  checkVariants,
  genomeOfAlignments,
  type GenomeSequence,
  type NeededFeatures,
  type ReadsCheck,
  type SampleAlignmentsCheck,
  type RegionsCheck,
  type VariantsCheck,
} from './checks/index.ts';
