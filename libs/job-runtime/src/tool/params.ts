import leven from 'leven';
import type * as z from 'zod';
import { usageError } from '../errors.ts';
import type { AnyTool } from './definition.ts';
import { kebabCase, paramSchemas, type ParamSchema } from './options.ts';

/**
 * Checks parameters against the tool's schema and fills in defaults.
 *
 * @throws JobError `usage`, naming the flag, what it takes and what it got
 */
export function checkParams(
  params: AnyTool['params'],
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const result = params.safeParse(given);
  if (result.success) return result.data;
  const issue = result.error.issues[0] as z.core.$ZodIssue;
  const name = String(issue.path[0] ?? '');
  const schema = paramSchemas(params)[name];
  const got = JSON.stringify(given[name]);
  throw usageError(
    schema && name in given
      ? `--${kebabCase(name)} expects ${describeSchema(schema)}, got ${got}`
      : `--${kebabCase(name)}: ${issue.message}`,
  );
}

/** What a parameter takes, for people: `a whole number from 0 to 255`. */
export function describeSchema(schema: ParamSchema): string {
  if (schema.enum) return `one of ${schema.enum.map(String).join(', ')}`;
  switch (schema.type) {
    case 'integer':
    case 'number':
      return `${schema.type === 'integer' ? 'a whole number' : 'a number'}${describeRange(schema)}`;
    case 'boolean':
      return 'true or false';
    default:
      return schema.pattern === undefined ? 'text' : `text that matches ${schema.pattern}`;
  }
}

/** zod gives whole numbers the range of safe integers, which nobody needs to be told. */
function describeRange({ minimum, maximum }: ParamSchema): string {
  const low = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER;
  const high = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  if (low && high) return ` from ${minimum} to ${maximum}`;
  if (low) return ` of at least ${minimum}`;
  return high ? ` of at most ${maximum}` : '';
}

/** The name that was probably meant, if one is close enough. */
export function closest(name: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: leven(name, candidate) }))
    .sort((a, b) => a.distance - b.distance)[0];
  return ranked && ranked.distance <= Math.max(2, name.length / 3) ? ranked.candidate : undefined;
}
