import type {
  DefinitionDescription,
  InputDescription,
  OutputDescription,
} from '@joblayer/tool-definition';

/** The endings that names of an input's files may have. Empty: any. */
export const inputNames = ({ suffixes = [] }: InputDescription): readonly string[] => suffixes;

/** The endings of an output's names, or its whole name. An ending that an input gives is that of the input. */
export function outputNames(
  { kind, beside, defaultName }: OutputDescription,
  { inputs }: DefinitionDescription,
): readonly string[] {
  if (kind === 'directory') return [];
  if (beside) return [beside.suffix, ...(beside.alternatives ?? []).map(({ suffix }) => suffix)];
  const given = /\{(?<input>\w+)\.(?:suffix|name)\}$/.exec(defaultName)?.groups?.['input'];
  const input = given === undefined ? undefined : inputs[given];
  return input ? inputNames(input) : [defaultName];
}
