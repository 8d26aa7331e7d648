import type { ToolDescription } from './describe-tool.ts';
import { toolDescriptionSchema } from './description-schema.ts';

/** The newest version of descriptions that this code can read. */
export const DESCRIPTION_VERSION = 1;

/** A description, or why there is none. */
export type ParsedDescription =
  | { readonly description: ToolDescription }
  /** Its version is newer than `DESCRIPTION_VERSION`: what it means is unknown. */
  | { readonly newerVersion: number }
  /** It is no tool description; the text says why. */
  | { readonly invalid: string };

/** Reads a tool description. Fields that this version does not know are ignored, as they make no new version. */
export function parseDescription(text: string): ParsedDescription {
  const json = jsonOf(text);
  if (!isDescription(json))
    return { invalid: 'it is not JSON of the format joblayer-tool-description' };
  if (typeof json.version === 'number' && json.version > DESCRIPTION_VERSION)
    return { newerVersion: json.version };
  const { error } = toolDescriptionSchema.safeParse(json);
  const [issue] = (error?.issues ?? []).filter(({ code }) => code !== 'unrecognized_keys');
  // As it was made with this schema, every default is filled in already.
  return issue === undefined
    ? { description: json as unknown as ToolDescription }
    : { invalid: `${issue.path.map(String).join('.') || 'the description'}: ${issue.message}` };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isDescription = (json: unknown): json is { readonly version: unknown } =>
  typeof json === 'object' &&
  json !== null &&
  (json as { format?: unknown }).format === 'joblayer-tool-description';
