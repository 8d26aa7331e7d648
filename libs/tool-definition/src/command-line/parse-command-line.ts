import { asDirectory } from '@joblayer/object-store/location';
import type { ArgumentsGiven } from '../arguments/arguments-given.ts';
import type { DefinitionDescription } from '../description/description.ts';
import { type Option, optionsOf } from '../description/options.ts';
import type { ArgumentsRequest } from '../plan/arguments-request.ts';
import { parseOutputFor } from '../plan/parse-for.ts';
import type { GivenOptions } from './given-options.ts';
import { readOptions } from './read-options.ts';
import { readRuntimeOptions, type RuntimeValues } from './runtime-options.ts';

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

/** Arguments by names of the definition. They are parsed, but only the runtime options are checked. */
export interface ParsedArguments extends ArgumentsRequest {
  readonly runtimeOptions: ArgumentsGiven;
}

export interface ParseOptions {
  /** The options of the job spec, once it was read. Those of the command line override them. */
  readonly jobSpec?: GivenOptions | undefined;
  /** Environment variables by name, if they are known. Some options and inputs take their value from one. */
  readonly variables?: Readonly<Record<string, string | undefined>> | undefined;
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
  const pick = (group: Option['group']) =>
    Object.fromEntries(
      options
        .filter((option) => option.group === group && given.has(option.flag))
        .map((option) => [option.key, given.get(option.flag)]),
    );
  const runtime = pick('runtime');
  const location = runtime['jobSpec'] as string | undefined;
  if (location !== undefined && jobSpec === undefined) {
    return { action: 'read-job-spec', location };
  }
  const inputs = Object.entries({ ...pick('input'), ...pick('secondary-file') }).map(
    ([name, value]) => [name, [value].flat()],
  );
  const reportUri = runtime['reportUri'] as string | undefined;
  const checked = readRuntimeOptions(tool, runtime, variables ?? {});
  return {
    action: 'run',
    runtime: checked.values,
    request: {
      inputs: Object.fromEntries(inputs) as ArgumentsRequest['inputs'],
      outputs: pick('output') as ArgumentsRequest['outputs'],
      params: pick('param'),
      outputDir: runtime['outputDir'] as string | undefined,
      extraArgs: checked.values['extraArgs'] as readonly string[],
      reportUri:
        reportUri === undefined
          ? undefined
          : asDirectory(parseOutputFor('--report-uri', reportUri)),
      variables,
      runtimeOptions: checked.given,
    },
  };
}
