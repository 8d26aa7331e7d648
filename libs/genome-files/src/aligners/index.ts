export { checkBowtieIndex, type BowtieMaker } from './bowtie-index.ts';
export { buildIndex, checkGenomeToIndex, listSizes, plainFile } from './build-index.ts';
export { INDEX_PREFIX } from './names.ts';
export {
  checkIndex,
  findIndex,
  sequencesOfIndex,
  type FoundIndex,
  type IndexFormat,
} from './find-index.ts';
export { clean, lanesOf, sampleOf, type Lane } from './lanes.ts';
export { plainPaths, type PlainPaths } from './plain-paths.ts';
export {
  checkAllReads,
  forPairs,
  MATES,
  READ_GROUP_PARAMS,
  READ_SUFFIXES,
  readGroupOf,
  READS,
} from './reads.ts';
export { sampleName, withoutRead } from './sample-name.ts';
export { SORTED_BAM, sortArgv, toSortedBam, type SortRequest } from './sorted-bam.ts';
export { withLog } from './with-log.ts';
