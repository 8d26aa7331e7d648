import leven from 'leven';
import type { ParamDescription } from '../description/description.ts';

/** The values of all parameters, or the problem with one of them and what to do. */
export type CheckedParams =
  | { readonly values: Readonly<Record<string, unknown>>; readonly problem?: never }
  | { readonly problem: string; readonly advice?: string };

/** Checks parameters against their descriptions and fills in defaults. A problem names the flag. */
export function checkParams(
  params: Readonly<Record<string, ParamDescription>>,
  given: Readonly<Record<string, unknown>>,
): CheckedParams {
  const values: Record<string, unknown> = {};
  for (const [name, param] of Object.entries(params)) {
    const { flag, description, required } = param;
    const value = given[name] ?? param.default;
    if (value === undefined) {
      if (required) return { problem: `--${flag} is missing: ${description}`, advice: 'Give it.' };
    } else if (accepts(param, value)) {
      values[name] = value;
    } else {
      const got = JSON.stringify(value);
      const own = messageOf(param, value);
      const problem = own === undefined ? ` expects ${describeParam(param)}` : `: ${own}`;
      return { problem: `--${flag}${problem}, got ${got}` };
    }
  }
  return { values };
}

/** The author's own message for the limit that a value breaks. */
function messageOf(param: ParamDescription, value: unknown): string | undefined {
  const limit = brokenLimit(param, value);
  return limit === 'none' ? undefined : param.messages?.[limit];
}

/** @returns whether a parameter may have this value */
export const accepts = (param: ParamDescription, value: unknown): boolean =>
  brokenLimit(param, value) === 'none';

type Limit = keyof NonNullable<ParamDescription['messages']>;

/** The first limit that a value breaks; `none` if the parameter may have it. */
function brokenLimit(param: ParamDescription, value: unknown): Limit | 'none' {
  const { enum: choices, minimum = -Infinity, maximum = Infinity } = param;
  if (choices && !choices.some((choice) => choice === value)) return 'type';
  if (!isOfType(param, value)) return 'type';
  if (typeof value === 'number' && value < minimum) return 'minimum';
  if (typeof value === 'number' && value > maximum) return 'maximum';
  return typeof value === 'string' ? brokenByText(param, value) : 'none';
}

function isOfType({ type }: ParamDescription, value: unknown): boolean {
  if (type === 'integer') return Number.isSafeInteger(value);
  return type === 'number' ? Number.isFinite(value) : typeof value === type;
}

function brokenByText({ minLength = 0, pattern }: ParamDescription, text: string): Limit | 'none' {
  if (text.length < minLength) return 'minLength';
  return pattern === undefined || new RegExp(pattern).test(text) ? 'none' : 'pattern';
}

/** The values that a parameter accepts, for messages: `a whole number from 0 to 255`. */
export function describeParam(param: ParamDescription): string {
  if (param.expects !== undefined) return param.expects;
  if (param.enum) return `one of ${param.enum.map(String).join(', ')}`;
  switch (param.type) {
    case 'integer':
    case 'number':
      return `${param.type === 'integer' ? 'a whole number' : 'a number'}${describeRange(param)}`;
    case 'boolean':
      return 'true or false';
    case 'string':
      return param.pattern === undefined ? 'text' : `text that matches ${param.pattern}`;
  }
}

function describeRange({ minimum, maximum }: ParamDescription): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return ` of at least ${minimum}`;
  return maximum === undefined ? '' : ` of at most ${maximum}`;
}

/** The candidate that was probably meant; undefined if none is close enough. */
export function closest(name: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: leven(name, candidate) }))
    .sort((a, b) => a.distance - b.distance)[0];
  return ranked && ranked.distance <= Math.max(2, name.length / 3) ? ranked.candidate : undefined;
}
