import type { Argv } from '@joblayer/subprocess';
import type { RunResponse } from '../inside/protocol.ts';
import type { Role } from '../measure/sample.ts';
import type { Goal } from '../report/goals.ts';

/** One command in a worker of its own. All commands of a contender start at the same time. */
export interface Command {
  readonly argv: Argv;
  readonly env: Readonly<Record<string, string>>;
  /** The image of the worker. Default: that of the peers. */
  readonly image?: string;
}

/** Something that is timed once in each round. */
export interface Contender {
  readonly name: string;
  readonly role: Role;
  readonly commands: readonly Command[];
  /** Untimed, before each run. Removes the output of the run before. */
  readonly prepare: () => Promise<void>;
  /** Untimed, after each run. @throws BenchError `wrong-content` */
  readonly check: () => Promise<void>;
  /** Runs in a row for one sample, if one is too short to measure the share of other processes. Default: 1. */
  readonly repeats?: number;
  /** Its time in ms. Default: from the first start to the last end. */
  readonly timeMs?: (responses: readonly RunResponse[]) => number;
}

/** Contenders that do the same work, so that their figures can be compared. */
export interface Load {
  readonly name: string;
  readonly title: string;
  /** The bytes that each contender moves; 0 if none. */
  readonly bytes: number;
  readonly contenders: readonly Contender[];
  readonly goals: readonly Goal[];
  /** The most rounds and tries, for a load whose runs take minutes and mostly wait. */
  readonly most?: { readonly rounds: number; readonly tries: number };
  /** Removes the load's data from S3 and from the disk. */
  readonly cleanUp: () => Promise<void>;
}
