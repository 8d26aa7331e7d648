import type { Argv } from '@joblayer/subprocess';
import type * as z from 'zod';
import type { Inputs } from './inputs.ts';
import type { Outputs } from './outputs.ts';
import type { Staged } from './staged.ts';

export type Params = z.ZodObject;

/**
 * All that a tool's command may depend on. Every path in it is relative to the tool's current directory and begins with
 * `./`: it is the same for each run of a job, and no tool takes it for an option or a URL.
 */
export interface CommandContext<
  I extends Inputs = Inputs,
  O extends Outputs = Outputs,
  P extends Params = Params,
> {
  readonly inputs: { readonly [K in keyof I]: Staged<I[K]> };
  /**
   * Where the tool is to write each output. An optional output that nobody gave a location has none.
   */
  readonly outputs: {
    readonly [K in keyof O]: O[K] extends
      { readonly required: false } | { readonly onRequest: true }
      ? string | undefined
      : string;
  };
  readonly params: z.output<P>;
  /** Arguments that the user adds to the tool's own, from `--extra-args`. */
  readonly extraArgs: readonly string[];
  /** The tool's current directory, `.`: a file of the definition's own is `${workDir}/name`. */
  readonly workDir: string;
  /** For the tool's temporary files; also in TMPDIR, there as an absolute path. */
  readonly tmpDir: string;
  /** CPUs granted to the job, at least 1. */
  readonly cpus: number;
  /** Memory granted to the job, in MiB. */
  readonly memoryMiB: number;
}

/** One step of a command: a pipeline, whose last stage's standard output may be an output. */
export interface Step {
  readonly pipeline: readonly [Argv, ...Argv[]];
  /** A path from `ctx.outputs`, or below `ctx.workDir`. Without it, the log receives what the tool prints. */
  readonly stdoutTo?: string;
  /**
   * The optional output that this step makes, a path from `ctx.outputs`, and nothing else. Where the step fails, the job
   * goes on without that output, and warns.
   */
  readonly makesOnly?: string;
}

/** What to run, as data: one step after the other. */
export type Command = readonly Step[];
