import type { Sizes } from './sizes.ts';

/** What every part of a run is given. */
export interface RunContext {
  /** Of the containers and the network of this run; each name begins with it. */
  readonly name: string;
  readonly sizes: Sizes;
  /** Receives one line of progress. Only the entry point prints. */
  readonly notify: (line: string) => void;
  readonly signal: AbortSignal;
  /** The root of another checkout of this repository, with its dependencies installed: what versions are compared with. */
  readonly against?: string | undefined;
}
