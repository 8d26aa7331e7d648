import type { Relation, RelationMessage } from '../arguments/relations.ts';
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
  /** The name of the image, which the tool manifest states too. */
  readonly name: string;
  /** One line for the top of `--help`. */
  readonly summary: string;
  readonly inputs: I;
  readonly outputs: O;
  readonly params: P;
  readonly resources: Resources;
  /** The program that gets the extra arguments. `--help` names it. */
  readonly extraArgsFor: string;
  /** Files that help to find out why the tool failed, relative to its current directory: `work/run.log`. */
  readonly diagnostics?: readonly string[];
  /** A match makes the job fail. If the tool's exit code is 0, the job ends with `bad-data`. */
  readonly errorPatterns?: readonly ErrorPattern[];
  /** Rules between options. They are checked when the job is submitted, and in the job before anything is staged. */
  readonly relations?: readonly Relation[];
  /**
   * Phrases for the checks that only the hooks below make. The tool description lists them, so that its reader knows
   * which checks remain for the job. Required if there is a hook.
   */
  readonly checkedInJob?: readonly string[];
  /**
   * Pure: checks what parameters and relations cannot state, when the job is submitted and in the job before anything
   * is staged. Inputs that a variable names are not known yet.
   *
   * @returns what is wrong and what to do, for which the job ends with exit code 64; undefined if nothing is
   */
  check?(given: ArgumentsContext<P>): RelationMessage | undefined;
  /**
   * Pure: checks what relations cannot state, when the job is submitted and in the job before anything is staged. It
   * may change arguments of old jobs into today's; a tool that only checks has `check`. Inputs that a variable names are not known yet. Throws JobError
   * `usage`.
   */
  checkInJob?(given: ArgumentsContext<P>): CheckedArguments;
  /**
   * Looks into the inputs in preflight, before anything is staged, such as at an index or the header of alignments. It
   * is called again after stage-in if an output depends on a fact that is unknown. Throws JobError `bad-data`.
   */
  inspect?(ctx: InspectContext<P>): Promise<Inspection>;
  /**
   * Lays out files below `ctx.workDir` before the command runs, such as links or a rewritten descriptor. It is for
   * tools that expect files under fixed names. It must not change staged inputs. Throws JobError `bad-data` if they do
   * not fit.
   */
  prepare?(ctx: PrepareContext<I, O, P>): Promise<void>;
  /** Pure: the same context gives the same command. Throws JobError `bad-data` if the inputs do not fit. */
  command(ctx: CommandContext<I, O, P>): Command;
}

/** A tool with any inputs, outputs and parameters. The runtime handles this type. */
export type AnyTool = Omit<
  ToolDefinition,
  'check' | 'checkInJob' | 'command' | 'inspect' | 'prepare'
> & {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  check?(given: any): RelationMessage | undefined;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  inspect?(ctx: any): Promise<Inspection>;
  // `any` is safe here: the runtime builds the context from the same definition.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  checkInJob?(given: any): CheckedArguments;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  prepare?(ctx: any): Promise<void>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  command(ctx: any): Command;
};
