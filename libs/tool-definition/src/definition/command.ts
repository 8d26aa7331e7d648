import type { Argv } from '@joblayer/subprocess';
import type * as z from 'zod';
import type { Condition } from '../arguments/relations.ts';
import type { Inputs } from './inputs.ts';
import type { Outputs } from './outputs.ts';
import type { Staged } from './staged.ts';

export type Params = z.ZodObject;

/**
 * All that a tool's command may depend on. Every path in it is relative to the tool's current directory, so that it is
 * the same for each run of a job. It begins with `./`, so that a tool cannot mistake it for an option or a URL.
 */
export interface CommandContext<
  I extends Inputs = Inputs,
  O extends Outputs = Outputs,
  P extends Params = Params,
> {
  readonly inputs: { readonly [K in keyof I]: Staged<I[K]> };
  /**
   * The path to which the tool must write each output. Undefined for an output that this job does not make.
   */
  readonly outputs: {
    readonly [K in keyof O]: O[K] extends
      | { readonly required: false }
      | { readonly onRequest: true }
      | { readonly onlyWith: Condition | readonly Condition[] }
      ? string | undefined
      : string;
  };
  readonly params: z.output<P>;
  /** Arguments that the user adds to the tool's own, from `--extra-args`. */
  readonly extraArgs: readonly string[];
  /** The tool's current directory, `.`: a file of the definition's own is `${workDir}/name`. */
  readonly workDir: string;
  /** For the tool's temporary files. The variable TMPDIR holds it too, as an absolute path. */
  readonly tmpDir: string;
  /** CPUs granted to the job, at least 1. */
  readonly cpus: number;
  /** Memory granted to the job, in MiB. */
  readonly memoryMiB: number;
}

/** One step of a command: a pipeline. The standard output of its last stage may be an output. */
export interface Step {
  readonly pipeline: readonly [Argv, ...Argv[]];
  /** A path from `ctx.outputs`, or below `ctx.workDir`. Without it, standard output goes to the log. */
  readonly stdoutTo?: string;
  /**
   * The optional output that is all that this step makes: a path from `ctx.outputs`. If the step fails, the job warns
   * and goes on without that output.
   */
  readonly makesOnly?: string;
}

/** The steps to run, one after the other, as data. */
export type Command = readonly Step[];
