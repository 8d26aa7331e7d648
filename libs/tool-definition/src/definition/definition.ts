import type { Relation } from '../arguments/relations.ts';
import type { Command, CommandContext, Params } from './command.ts';
import type { ErrorPattern } from './error-pattern.ts';
import type {
  ArgumentsContext,
  CheckedArguments,
  Inspection,
  InspectContext,
  PrepareContext,
} from './hooks.ts';
import type { Inputs } from './inputs.ts';
import type { Outputs } from './outputs.ts';
import type { Resources } from './resources.ts';

export interface ToolDefinition<
  I extends Inputs = Inputs,
  O extends Outputs = Outputs,
  P extends Params = Params,
> {
  /** The image's name, equal to the tool manifest's. */
  readonly name: string;
  /** One line for the top of `--help`. */
  readonly summary: string;
  readonly inputs: I;
  readonly outputs: O;
  readonly params: P;
  readonly resources: Resources;
  /** Extra arguments go to this program; named in `--help`. */
  readonly extraArgsFor: string;
  /** Files that help to find out why the tool failed, relative to its current directory: `work/run.log`. */
  readonly diagnostics?: readonly string[];
  /** A match of any makes the job fail, whatever the tool's exit code is; where that is 0, with `bad-data`. */
  readonly errorPatterns?: readonly ErrorPattern[];
  /** What must hold between options. Checked before anything is staged, in the job and when it is submitted. */
  readonly relations?: readonly Relation[];
  /**
   * What only the hooks below check, in phrases: the tool description lists them, so that its reader knows what remains
   * for the job. Required where there is a hook.
   */
  readonly checkedInJob?: readonly string[];
  /**
   * Pure: checks what relations cannot state, before anything is staged, in the job and when it is submitted. Arguments of
   * old jobs may be changed into those of today. Inputs that a variable names are not known yet. Throws JobError `usage`.
   */
  checkInJob?(given: ArgumentsContext<P>): CheckedArguments;
  /**
   * Looks into the inputs in preflight, before anything is staged: at the header of alignments, at an index. It is asked
   * again after stage-in where a fact that an output depends on is unknown. Throws JobError `bad-data`.
   */
  inspect?(ctx: InspectContext<P>): Promise<Inspection>;
  /**
   * Lays out files below `ctx.workDir` before the command runs, for tools that look for theirs under names of their
   * own: links, a rewritten descriptor. Staged inputs are never changed. Throws JobError `bad-data` where they do not
   * fit.
   */
  prepare?(ctx: PrepareContext<I, O, P>): Promise<void>;
  /** Pure: the same context gives the same command. Throws JobError `bad-data` where the inputs do not fit. */
  command(ctx: CommandContext<I, O, P>): Command;
}

/** A tool of whatever inputs, outputs and parameters, as the runtime handles it. */
export type AnyTool = Omit<ToolDefinition, 'checkInJob' | 'command' | 'inspect' | 'prepare'> & {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  inspect?(ctx: any): Promise<Inspection>;
  // The runtime builds the context from the same definition: the types meet again there.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  checkInJob?(given: any): CheckedArguments;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  prepare?(ctx: any): Promise<void>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  command(ctx: any): Command;
};
