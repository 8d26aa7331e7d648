import type { InputDescription } from '../description/description.ts';
import { usageError, type UsageError } from '../usage-error.ts';
import { flagOf } from '../description/flag-of.ts';
import type { ArgumentsRequest } from './arguments-request.ts';

/** Checked parameters, by name. */
export type JobPlanParams = Readonly<Record<string, unknown>>;

/**
 * The location that an environment variable gives an input, and the variable's name for messages.
 *
 * @throws UsageError if the input's subdirectory depends on a parameter that was not given
 */
export function fromVariable(
  { fromVariable: variable }: InputDescription,
  request: ArgumentsRequest,
  params: JobPlanParams,
): { readonly name: string; readonly text: string } | undefined {
  const base = variable && request.variables?.[variable.name];
  if (!base) return undefined;
  const { name, subdirectory } = variable;
  if (subdirectory === undefined) return { name, text: base };
  const [absent] = parametersOf(subdirectory).filter((param) => params[param] === undefined);
  if (absent !== undefined) {
    throw usageError(
      `${name} is set to ${base}, but ${flagOf(absent)} is missing: the input lies in ${subdirectory}/ below it`,
      `Give ${flagOf(absent)}.`,
    );
  }
  return { name, text: `${base.replace(/\/+$/, '')}/${fill(subdirectory, params)}` };
}

/** The error for an input without a location. It names the option and the variable that could give one. */
export function missing(
  name: string,
  { description, fromVariable: variable, absentAdvice }: InputDescription,
  params: JobPlanParams,
): UsageError {
  const flag = flagOf(name);
  const problem = `${flag} is missing: ${description}`;
  if (!variable) return usageError(problem, absentAdvice);
  const below = variable.subdirectory && `${fill(variable.subdirectory, params)}/`;
  const value = below ? `the directory or prefix that holds ${below}` : 'a location';
  const advice = `Give ${flag}, or set ${variable.name} to ${value}.`;
  return usageError(problem, absentAdvice ? `${advice} ${absentAdvice}` : advice);
}

const PARAMETER = /\{(\w+)\}/g;

const parametersOf = (template: string): string[] =>
  [...template.matchAll(PARAMETER)].map(([, param = '']) => param);

/** A parameter that was not given stays in braces. */
const fill = (template: string, params: JobPlanParams): string =>
  template.replaceAll(PARAMETER, (braces, param: string) => String(params[param] ?? braces));
