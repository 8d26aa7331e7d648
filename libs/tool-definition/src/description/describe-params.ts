import * as z from 'zod';
import type { Params } from '../definition/command.ts';
import type { ParamDescription } from './description.ts';
import { kebabCase } from './kebab-case.ts';

/** What zod's JSON Schema of a parameter may hold: what a description can state. */
const DESCRIBED = ['type', 'description', 'default', 'enum', 'minimum', 'maximum', 'minLength'];
const KNOWN: ReadonlySet<string> = new Set([...DESCRIBED, 'pattern', 'expects']);

/** zod's checks that its JSON Schema states. It leaves out others, such as those of `refine`. */
const STATED: ReadonlySet<string> = new Set([
  ...['greater_than', 'less_than', 'number_format', 'min_length', 'string_format'],
]);

/** @throws Error for a parameter that data cannot describe: a mistake of the definition's author */
export function describeParams(params: Params): Record<string, ParamDescription> {
  expectStated('the parameters together', params);
  const schema = z.toJSONSchema(params, { io: 'input' });
  const required = new Set(schema.required);
  return Object.fromEntries(
    Object.entries(params.shape).map(([name, shape]) => {
      expectStated(name, shape);
      const property = (schema.properties ?? {})[name] as Readonly<Record<string, unknown>>;
      const unknown = Object.keys(property).find((key) => !KNOWN.has(key));
      if (unknown !== undefined) throw undescribable(name, `"${unknown}" in its JSON Schema`);
      if (typeof property['type'] !== 'string') throw undescribable(name, 'no type');
      const known = Object.entries(property).filter(([key, value]) => !isUnbounded(key, value));
      return [
        name,
        {
          ...{ flag: kebabCase(name), required: required.has(name), description: name },
          ...(Object.fromEntries(known) as unknown as Pick<ParamDescription, 'type'>),
        },
      ];
    }),
  );
}

/** zod gives whole numbers the range of safe integers, which is no range that anyone needs to know. */
const isUnbounded = (key: string, value: unknown): boolean =>
  (key === 'minimum' && (value as number) <= Number.MIN_SAFE_INTEGER) ||
  (key === 'maximum' && (value as number) >= Number.MAX_SAFE_INTEGER);

interface Checked {
  readonly innerType?: z.core.$ZodType;
  readonly checks?: readonly z.core.$ZodCheck[];
}

/** A check that the description does not state would silently be none: the job checks by the description. */
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
