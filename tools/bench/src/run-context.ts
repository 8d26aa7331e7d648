import type { Sizes } from './sizes.ts';

/** What every part of a run needs. */
export interface RunContext {
  /** The names of this run's containers and of its network begin with this. */
  readonly name: string;
  readonly sizes: Sizes;
  /** Receives one line of progress. Only the entry point prints. */
  readonly notify: (line: string) => void;
  readonly signal: AbortSignal;
  /** The root of another checkout of this repository, with its dependencies installed: what versions are compared with. */
  readonly against?: string | undefined;
}
