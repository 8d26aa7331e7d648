export { sortMiBPerThread } from './alignments.ts';
export { comparison, type Comparison } from './comparison.ts';
export { badFasta, badGzip, complaintsOfAlignments, damaged } from './complaints.ts';
export {
  checkIndexedFasta,
  FASTA_INDEXES,
  FASTA_SUFFIXES,
  isIndexed,
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
export { MOST_BASES_OF_BAI, REFUSE_LONG_SEQUENCES } from './long-sequences.ts';
export { noReads, NO_READS_EXIT_CODE, requireReads, type NoReads } from './require-reads.ts';
