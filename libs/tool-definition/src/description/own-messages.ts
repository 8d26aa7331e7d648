import type * as z from 'zod';
import type { Params } from '../definition/command.ts';

/** The limit that a parameter breaks, as a field of its description; `type` stands for its type or its choices. */
type Limit = 'type' | 'minimum' | 'maximum' | 'minLength' | 'pattern';

/** The limits that checks of zod set. */
const LIMITS: Readonly<Record<string, Limit>> = {
  ...{ greater_than: 'minimum', less_than: 'maximum', min_length: 'minLength' },
  ...{ string_format: 'pattern', number_format: 'type' },
};

interface Definition {
  readonly innerType?: z.core.$ZodType;
  readonly checks?: readonly z.core.$ZodCheck[];
  readonly error?: unknown;
}

/** A rule that only code can check. `message` is undefined if the author gave none. */
export interface Refinement {
  /** Undefined if the rule is about several parameters. */
  readonly param: string | undefined;
  readonly message: string | undefined;
}

/** The author's own messages, by the limit that a value breaks. */
export function messagesOf(schema: z.core.$ZodType): Partial<Record<Limit, string>> {
  const { innerType, checks = [], error } = schema._zod.def as Definition;
  const ofType = messageFrom(error);
  const own = checks.flatMap(({ _zod: { def } }) => {
    const limit = LIMITS[def.check];
    const message = messageFrom(def.error);
    return limit !== undefined && message !== undefined ? [[limit, message]] : [];
  });
  return {
    ...(innerType && messagesOf(innerType)),
    ...(ofType !== undefined && { type: ofType }),
    ...Object.fromEntries(own),
  };
}

/** All rules that the author states with `refine`, of single parameters and of all together. */
export const refinementsOf = (params: Params): readonly Refinement[] => [
  ...Object.entries(params.shape).flatMap(([param, schema]) =>
    customMessages(schema).map((message) => ({ param, message })),
  ),
  ...customMessages(params).map((message) => ({ param: undefined, message })),
];

function customMessages(schema: z.core.$ZodType): (string | undefined)[] {
  const { innerType, checks = [] } = schema._zod.def as Definition;
  const own = checks
    .filter(({ _zod }) => _zod.def.check === 'custom')
    .map(({ _zod }) => messageFrom(_zod.def.error));
  return [...own, ...(innerType ? customMessages(innerType) : [])];
}

/** zod turns a message into a function. One that reads the value has no text that a description could state. */
function messageFrom(error: unknown): string | undefined {
  if (typeof error !== 'function') return undefined;
  try {
    const message: unknown = (error as (issue: object) => unknown)({});
    return typeof message === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
}
