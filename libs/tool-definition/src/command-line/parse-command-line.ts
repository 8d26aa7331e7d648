import type { DefinitionDescription } from '../description/description.ts';
import { optionsOf } from '../description/options.ts';
import { argumentsOf, type ParsedArguments, type Variables } from './arguments-of.ts';
import type { GivenOptions } from './given-options.ts';
import { readOptions } from './read-options.ts';
import type { RuntimeValues } from './runtime-options.ts';

/** The action that a command line asks for. */
export type CommandLine =
  | { readonly action: 'help' | 'version' | 'describe' }
  /** Read the job spec at this location first, then parse again with it. */
  | { readonly action: 'read-job-spec'; readonly location: string }
  | {
      readonly action: 'run';
      readonly request: ParsedArguments;
      readonly runtime: RuntimeValues;
    };

export interface ParseOptions {
  /** The options of the job spec, once it was read. Those of the command line override them. */
  readonly jobSpec?: GivenOptions | undefined;
  /** Environment variables by name, if they are known. Some options and inputs take their value from one. */
  readonly variables?: Variables | undefined;
}

/** @throws UsageError, which states what was expected, what was given, and what was probably meant */
export function parseCommandLine(
  tool: DefinitionDescription,
  argv: readonly string[],
  { jobSpec, variables }: ParseOptions = {},
): CommandLine {
  const options = optionsOf(tool);
  const given: GivenOptions = new Map([...(jobSpec ?? []), ...readOptions(options, argv)]);
  for (const action of ['help', 'version', 'describe'] as const) {
    if (given.get(action)) return { action };
  }
  const location = given.get('job-spec') as string | undefined;
  if (location !== undefined && jobSpec === undefined) {
    return { action: 'read-job-spec', location };
  }
  return { action: 'run', ...argumentsOf(tool, options, given, variables) };
}
