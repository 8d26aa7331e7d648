import type { Argv } from '@joblayer/subprocess';
import type { RunResponse } from '../inside/protocol.ts';
import type { Role } from '../measure/sample.ts';
import type { Goal } from '../report/goals.ts';

/** One command in a worker of its own. All commands of a trial start at once. */
export interface Command {
  readonly argv: Argv;
  readonly env: Readonly<Record<string, string>>;
  /** The image of the worker, that of the peers unless given. */
  readonly image?: string;
}

/** Something that is timed, once a round. */
export interface Contender {
  readonly name: string;
  readonly role: Role;
  readonly commands: readonly Command[];
  /** Untimed, before each run: clears what an earlier one left. */
  readonly prepare: () => Promise<void>;
  /** Untimed, after each run. @throws BenchError `wrong-content` */
  readonly check: () => Promise<void>;
  /** How often it is run in a row for one sample, where once is too short to tell who else was busy: once unless given. */
  readonly repeats?: number;
  /** What is taken as its time, in ms, where that is not from the first start to the last end. */
  readonly timeMs?: (responses: readonly RunResponse[]) => number;
}

/** Contenders that do the same work, and so can be compared. */
export interface Load {
  readonly name: string;
  readonly title: string;
  /** What each contender moves; 0 where nothing is moved. */
  readonly bytes: number;
  readonly contenders: readonly Contender[];
  readonly goals: readonly Goal[];
  /** No more rounds, and no more tries in each, than these: where a run takes minutes, and waits for most of them. */
  readonly most?: { readonly rounds: number; readonly tries: number };
  /** Removes what it left in S3 and on the disk. */
  readonly cleanUp: () => Promise<void>;
}
