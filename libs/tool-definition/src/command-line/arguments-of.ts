import { asDirectory } from '@joblayer/object-store/location';
import type { ArgumentsGiven } from '../arguments/arguments-given.ts';
import type { DefinitionDescription } from '../description/description.ts';
import type { Option } from '../description/options.ts';
import type { ArgumentsRequest } from '../plan/arguments-request.ts';
import { parseOutputFor } from '../plan/parse-for.ts';
import type { GivenOptions } from './given-options.ts';
import { readRuntimeOptions, type RuntimeValues } from './runtime-options.ts';

/** Arguments by names of the definition. They are parsed, but only the runtime options are checked. */
export interface ParsedArguments extends ArgumentsRequest {
  readonly runtimeOptions: ArgumentsGiven;
}

/** Environment variables by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The arguments that values by flag stand for. Many jobs of one tool share `options`.
 *
 * @param options all of the tool's, from `optionsOf`
 * @throws UsageError
 */
export function argumentsOf(
  tool: DefinitionDescription,
  options: readonly Option[],
  given: GivenOptions,
  variables?: Variables,
): { readonly request: ParsedArguments; readonly runtime: RuntimeValues } {
  const { inputs, outputs, params, runtime } = byGroup(options, given);
  const checked = readRuntimeOptions(tool, runtime, variables ?? {});
  const reportUri = runtime['reportUri'] as string | undefined;
  return {
    runtime: checked.values,
    request: {
      ...{ inputs, outputs, params },
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

/** The given values by the options' names in the definition. */
export function byGroup(options: readonly Option[], given: GivenOptions) {
  const inputs: Record<string, readonly string[]> = {};
  const outputs: Record<string, string> = {};
  const params: Record<string, unknown> = {};
  const runtime: Record<string, unknown> = {};
  for (const { group, key, flag } of options) {
    const value = given.get(flag);
    if (value === undefined) continue;
    if (group === 'input' || group === 'secondary-file') inputs[key] = [value].flat() as string[];
    else if (group === 'output') outputs[key] = value as string;
    else if (group === 'param') params[key] = value;
    else runtime[key] = value;
  }
  return { inputs, outputs, params, runtime };
}
