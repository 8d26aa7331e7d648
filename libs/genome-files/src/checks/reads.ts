import { JobError, type StagedFile } from '@joblayer/job-runtime';
import { checkLane, type LaneFacts } from '../fastq/check-lane.ts';
import { rejectExchangedMates } from '../fastq/exchanged-mates.ts';
import { noReads } from '../require-reads.ts';
import type { CheckContext } from './checked-file.ts';

type File = Pick<StagedFile, 'path'>;

export interface ReadsCheck {
  /** Single reads, or the first of each pair. */
  readonly reads1: File;
  /** The second of each pair. */
  readonly reads2?: File | undefined;
  /** The options of both, for messages. Default: `--reads1`, `--reads2`. */
  readonly options?: readonly [`--${string}`, `--${string}`];
  /** Whether `--require-reads` was given. */
  readonly requireReads?: boolean;
  /** Stops after this many decompressed bytes of a file. Default: reads all. */
  readonly mostBytes?: number;
}

/** `checkReads` of `index.ts`. */
export async function checkReads(
  {
    reads1,
    reads2,
    options = ['--reads1', '--reads2'],
    requireReads = false,
    mostBytes,
  }: ReadsCheck,
  { resolve, signal, warn }: CheckContext,
): Promise<LaneFacts> {
  const files = { reads1: resolve(reads1.path), reads2: reads2 && resolve(reads2.path) };
  const lane = await checkLane(files, { options, mostBytes, signal });
  rejectExchangedMates(lane);
  if (lane.isWhole && lane.records === 0) {
    const given = reads2 ? options.join(' and ') : options[0];
    const { message } = noReads(given, requireReads);
    if (!requireReads) {
      warn?.(message.replace(/^warning: /, ''));
      return lane;
    }
    const names = lane.files.map(({ described }) => described).join(', ');
    throw new JobError({ code: 'bad-data', problem: `${names}: ${message}` });
  }
  return lane;
}
