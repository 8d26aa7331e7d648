import { FastqFile } from './fastq-file.ts';
import type { FastqRecord } from './fastq-parser.ts';
import { compareNames } from './mates.ts';

/** The files of one lane: single reads, or pairs. */
export interface LaneFiles {
  readonly reads1: string;
  readonly reads2?: string | undefined;
}

/** The facts found in a lane. */
export interface LaneFacts {
  /** Reads in each file; both files of pairs have the same number. */
  readonly records: number;
  /** Whether the files were read to their end. */
  readonly isWhole: boolean;
  /** For each file: its name and option, and its first records. */
  readonly files: readonly {
    readonly described: string;
    readonly head: readonly FastqRecord[];
  }[];
}

export interface LaneOptions {
  /** The options of both files, for messages. */
  readonly options?: readonly [string, string] | undefined;
  /** Stops after this many decompressed bytes of a file. Default: reads all. */
  readonly mostBytes?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads the files of a lane, both mates in step.
 * @throws JobError `bad-data` for a file that is no FASTQ, cut short or damaged, and for mates that
 * differ
 */
export async function checkLane(
  { reads1, reads2 }: LaneFiles,
  { options = ['--reads1', '--reads2'], mostBytes = Infinity, signal }: LaneOptions = {},
): Promise<LaneFacts> {
  const first = new FastqFile(options[0], reads1);
  const second = reads2 === undefined ? undefined : new FastqFile(options[1], reads2);
  const files = second ? [first, second] : [first];
  try {
    for (let next = behind(files); next && next.bytes < mostBytes; next = behind(files)) {
      signal?.throwIfAborted();
      await next.read();
      if (second) compareNames(first, second);
      else first.pass(first.names.length);
    }
    const isWhole = files.every(({ hasEnded }) => hasEnded);
    return { records: first.records, isWhole, files };
  } finally {
    for (const file of files) await file.close();
  }
}

/** The file to read next, so that no file is read far ahead of the other. */
function behind(files: readonly FastqFile[]): FastqFile | undefined {
  const open = files.filter(({ hasEnded }) => !hasEnded);
  return open.toSorted((one, other) => one.names.length - other.names.length)[0];
}
