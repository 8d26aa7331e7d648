import { checkReads } from '@joblayer/genome-files';
import type { LaneFacts } from '@joblayer/genome-files/fastq';
import type { StagedFile } from '@joblayer/job-runtime';
import type { Lane } from '@joblayer/genome-files/aligners';

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
  const facts: LaneFacts[] = [];
  const mostBytes = Math.max(MIB, MOST_BYTES / lanes.length);
  for (const lane of lanes)
    facts.push(await checkReads({ ...lane, requireReads, mostBytes }, { resolve }));
  return facts;
}

export const isEmpty = ({ records, isWhole }: LaneFacts): boolean => isWhole && records === 0;

/** The files of a lane, for messages. */
export const filesOf = ({ files }: LaneFacts): string =>
  files.map(({ described }) => described).join(' and ');
