import type { EngineJob, Ran } from '../plan/job.ts';
import type { PythonEnvironment } from '../setup/python.ts';

/** What all engines get. */
export interface Kit {
  /** Added to this process's environment. It holds the login to the local cloud's registry. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/** What one engine gets. */
export interface EngineKit extends Kit {
  /** The directory with the programs of its Python environment. Empty without one. */
  readonly bin: string;
}

export interface Timed extends Ran {
  /** Of a run of several jobs at once: the time of all of them. */
  readonly seconds: number;
}

/** By the definition's name. */
export type Results = ReadonlyMap<string, Timed>;

export interface ReadyEngine {
  readonly version: string;
  /**
   * Exports the jobs' descriptors into a directory, and runs the jobs.
   *
   * @throws SubprocessError
   */
  run(jobs: readonly EngineJob[], directory: string): Promise<Results>;
  /** Other ways to run jobs, by the row of their result. One job is run in each. */
  readonly otherWays?: Readonly<Record<string, ReadyEngine['run']>>;
  stop?(): Promise<void>;
}

export interface Engine {
  readonly name: string;
  /** The Python environment that has its programs. */
  readonly python?: PythonEnvironment;
  /**
   * How an engine's outputs are compared. Default: each output of docker's run, as it is.
   */
  readonly compared?: {
    /** Whether the engine collects a file of docker's run. */
    isCollected(job: EngineJob, file: string): boolean;
    /** The part of a file that the engine does not change. */
    normalize(bytes: Buffer): Buffer;
  };
  /**
   * Installs what is absent, and starts servers.
   *
   * @param jobs all that it will run, with one of each definition
   */
  setUp(kit: EngineKit, jobs: readonly EngineJob[]): Promise<ReadyEngine>;
}
