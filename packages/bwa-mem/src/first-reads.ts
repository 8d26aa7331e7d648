import { noReads } from '@joblayer/genome-files';
import type { LaneFacts } from '@joblayer/genome-files/fastq';
import { JobError, type StagedFile } from '@joblayer/job-runtime';
import type { Lane } from './lanes.ts';

const MIB = 1024 * 1024;
/** Bytes of all lanes together to read before the tool starts. Small files are read whole. */
const MOST_BYTES = 64 * MIB;

export interface FirstReadsRequest {
  readonly lanes: readonly Lane<StagedFile>[];
  readonly requireReads: boolean;
  readonly resolve: (path: string) => string;
}

/**
 * Checks the first reads of each lane, so that a fault in them shows before hours of work.
 *
 * @throws JobError `bad-data`
 */
export async function checkFirstReads({
  lanes,
  requireReads,
  resolve,
}: FirstReadsRequest): Promise<readonly LaneFacts[]> {
  // Imported here, as a static import would slow down --help.
  const { checkLane, rejectExchangedMates } = await import('@joblayer/genome-files/fastq');
  const facts: LaneFacts[] = [];
  for (const { reads1, reads2 } of lanes) {
    const files = { reads1: resolve(reads1.path), reads2: reads2 && resolve(reads2.path) };
    const lane = await checkLane(files, Math.max(MIB, MOST_BYTES / lanes.length));
    rejectExchangedMates(lane);
    if (requireReads && isEmpty(lane)) throw noReadsError(lane);
    facts.push(lane);
  }
  return facts;
}

export const isEmpty = ({ records, isWhole }: LaneFacts): boolean => isWhole && records === 0;

/** The files of a lane, for messages. */
export const filesOf = ({ files }: LaneFacts): string =>
  files.map(({ described }) => described).join(' and ');

function noReadsError({ files }: LaneFacts): JobError {
  const options = files.length > 1 ? '--reads1 and --reads2' : '--reads1';
  const names = files.map(({ described }) => described).join(', ');
  return new JobError({ code: 'bad-data', problem: `${names}: ${noReads(options, true).message}` });
}
