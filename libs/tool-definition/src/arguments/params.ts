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
      return { problem: `--${flag} expects ${describeParam(param)}, got ${got}` };
    }
  }
  return { values };
}

/** @returns whether a parameter may have this value */
export function accepts(param: ParamDescription, value: unknown): boolean {
  const { type, enum: choices, minimum = -Infinity, maximum = Infinity } = param;
  if (choices && !choices.some((choice) => choice === value)) return false;
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isSafeInteger(value) && isWithin(value as number, minimum, maximum);
    case 'number':
      return Number.isFinite(value) && isWithin(value as number, minimum, maximum);
    case 'string':
      return typeof value === 'string' && acceptsText(param, value);
  }
}

const isWithin = (value: number, minimum: number, maximum: number): boolean =>
  value >= minimum && value <= maximum;

const acceptsText = ({ minLength = 0, pattern }: ParamDescription, text: string): boolean =>
  text.length >= minLength && (pattern === undefined || new RegExp(pattern).test(text));

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
