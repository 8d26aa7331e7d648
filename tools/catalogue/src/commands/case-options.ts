import type { ToolCase } from '@joblayer/tool-case';
import {
  type DefinitionDescription,
  isFlag,
  type Option,
  optionsOf,
} from '@joblayer/tool-definition';

/** An option of a case's job. Paths have no directory of the case any more. */
export interface CaseOption {
  readonly flag: string;
  readonly group: Option['group'];
  readonly isFlag: boolean;
  readonly values: readonly (string | number | boolean)[];
}

/** Where files are, for one kind of command. */
export interface Places {
  readonly input: (path: string) => string;
  readonly output: (path: string) => string;
}

/** A case keeps its own files in `data`, and what it makes in `outputs`. */
const CASE_DIRECTORY = /^(?:data|outputs)\//;

/**
 * The options of a case's job, in the order of the help. Those of the runtime are left out, as
 * memory: the case has a small machine's. Extra arguments stay.
 */
export function caseOptions(described: DefinitionDescription, { job }: ToolCase): CaseOption[] {
  return optionsOf(described).flatMap((option) => {
    const name = [option.flag, ...option.aliases].find((each) => job[each] !== undefined);
    if (name === undefined || (option.group === 'runtime' && option.key !== 'extraArgs')) return [];
    const given = [job[name]].flat() as (string | number | boolean)[];
    const isPath = option.group !== 'param' && option.group !== 'runtime';
    const values = isPath ? given.map((path) => String(path).replace(CASE_DIRECTORY, '')) : given;
    return [{ flag: option.flag, group: option.group, isFlag: isFlag(option), values }];
  });
}

/** The arguments of the options, a list for each. */
export const argumentsOfCase = (
  options: readonly CaseOption[],
  places: Places,
): readonly (readonly string[])[] => options.map((option) => words(option, places));

function words({ flag, group, isFlag: isSwitch, values }: CaseOption, places: Places): string[] {
  if (isSwitch) return [values[0] === true ? `--${flag}` : `--no-${flag}`];
  if (group === 'output')
    return [`--${flag}`, ...values.map((path) => places.output(String(path)))];
  if (group === 'input' || group === 'secondary-file')
    return [`--${flag}`, ...values.map((path) => places.input(String(path)))];
  if (group === 'runtime') return [`--${flag}=${values.join(' ')}`];
  const [value] = values;
  return String(value).startsWith('-') ? [`--${flag}=${value}`] : [`--${flag}`, String(value)];
}

/** The job of a case as its options say it, with plain paths. */
export const plainJob = (options: readonly CaseOption[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    options
      .filter(({ group }) => group !== 'runtime')
      .map(({ flag, values }) => [flag, values.length === 1 ? values[0] : values]),
  );
