export { checkLane, type LaneFacts, type LaneFiles } from './check-lane.ts';
export { rejectExchangedMates } from './exchanged-mates.ts';
export type { FastqRecord } from './fastq-parser.ts';
export { sameReads } from './same-reads.ts';
