import * as z from 'zod';
import type { Params } from '../definition/command.ts';
import type { ParamDescription } from './description.ts';
import { kebabCase } from './kebab-case.ts';
import { messagesOf, refinementsOf } from './own-messages.ts';

/** The fields of zod's JSON Schema that a description can state. */
const DESCRIBED = ['type', 'description', 'default', 'enum', 'minimum', 'maximum', 'minLength'];
const KNOWN: ReadonlySet<string> = new Set([...DESCRIBED, 'pattern', 'expects']);

/**
 * The checks of zod that its JSON Schema states, and `refine`, which the job runs itself. The schema leaves out others.
 */
const STATED: ReadonlySet<string> = new Set([
  ...['greater_than', 'less_than', 'number_format', 'min_length', 'string_format', 'custom'],
]);

/** @throws Error for a parameter that data cannot describe, which is a mistake of the definition's author */
export function describeParams(params: Params): Record<string, ParamDescription> {
  expectStated('the parameters together', params);
  const silent = refinementsOf(params).find(({ message }) => message === undefined);
  if (silent) {
    throw undescribable(silent.param ?? 'the parameters together', 'a check without a message');
  }
  const schema = z.toJSONSchema(params, { io: 'input' });
  const required = new Set(schema.required);
  return Object.fromEntries(
    Object.entries(params.shape).map(([name, shape]) => {
      expectStated(name, shape);
      const property = (schema.properties ?? {})[name] as Readonly<Record<string, unknown>>;
      const unknown = Object.keys(property).find((key) => !KNOWN.has(key));
      if (unknown !== undefined) throw undescribable(name, `"${unknown}" in its JSON Schema`);
      if (typeof property['type'] !== 'string') throw undescribable(name, 'no type');
      const messages = messagesOf(shape);
      const known = Object.entries(property).filter(([key, value]) => !isUnbounded(key, value));
      return [
        name,
        {
          ...{ flag: kebabCase(name), required: required.has(name), description: name },
          ...(Object.fromEntries(known) as unknown as Pick<ParamDescription, 'type'>),
          ...(Object.keys(messages).length > 0 && { messages }),
        },
      ];
    }),
  );
}

/** zod states the range of safe integers for each whole number. No reader needs it. */
const isUnbounded = (key: string, value: unknown): boolean =>
  (key === 'minimum' && (value as number) <= Number.MIN_SAFE_INTEGER) ||
  (key === 'maximum' && (value as number) >= Number.MAX_SAFE_INTEGER);

interface Checked {
  readonly innerType?: z.core.$ZodType;
  readonly checks?: readonly z.core.$ZodCheck[];
}

/** Refuses a check that the description cannot state: the job checks by the description, so it would never run. */
function expectStated(name: string, schema: z.core.$ZodType): void {
  const { innerType, checks = [] } = schema._zod.def as Checked;
  for (const { _zod } of checks) {
    const { check, pattern } = _zod.def as { readonly check: string; readonly pattern?: RegExp };
    if (!STATED.has(check)) throw undescribable(name, `the check ${check}`);
    if (pattern && pattern.flags !== '') throw undescribable(name, 'a pattern with flags');
  }
  if (innerType) expectStated(name, innerType);
}

const undescribable = (name: string, what: string): Error =>
  new Error(`${name}: a tool description cannot state ${what}`);
