import { printableText } from '@joblayer/object-store/location';
import parseOptions from 'yargs-parser';
import { closest } from '../arguments/params.ts';
import type { Option } from '../description/options.ts';
import { usageError } from '../usage-error.ts';
import { isArguments, isFlag, isList } from './given-options.ts';

/**
 * The values by flag: text, true or false, a list of texts, or a number. A malformed number stays text.
 *
 * @throws UsageError for an unknown option, an option given twice, and a value that is missing
 */
export function readOptions(
  options: readonly Option[],
  argv: readonly string[],
): ReadonlyMap<string, unknown> {
  const known = new Map<string, Option>();
  for (const option of options) {
    [option.flag, ...option.aliases].forEach((name) => known.set(name, option));
  }
  const names = (matches: (option: Option) => boolean) =>
    [...known].filter(([, option]) => matches(option)).map(([name]) => name);

  // Uses only the parser of yargs: yargs itself renders help, and took a third of the start-up time.
  const { _: extra, ...parsed } = parseOptions(joinDashedValues(argv, known), {
    boolean: names(isFlag),
    array: names(isList),
    string: names((option) => !isFlag(option)),
    configuration: {
      'camel-case-expansion': false,
      'dot-notation': false,
      'short-option-groups': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    },
  });

  const given = new Map<string, unknown>();
  for (const [name, value] of Object.entries(parsed)) {
    const option = known.get(name);
    if (!option) throw unknownOption(name, [...known.keys()]);
    if (given.has(option.flag) && !isList(option)) throw givenTwice(option.flag);
    given.set(option.flag, readValue(option, value));
  }
  const [stray] = extra.map(String);
  if (stray === undefined) return given;
  const before = argv[argv.indexOf(stray) - 1];
  const isAfterSwitch = before !== undefined && isSwitch(before, known);
  const expected = isAfterSwitch
    ? `${before} is a switch, and takes no value`
    : `every value follows an option, like --${options[0]?.flag} VALUE`;
  throw usageError(`unexpected argument "${printableText(stray)}": ${expected}`, 'See --help.');
}

function isSwitch(word: string, known: ReadonlyMap<string, Option>): boolean {
  const name = /^--(?:no-)?(?<name>.+)$/.exec(word)?.groups?.['name'] ?? '';
  const option = known.get(name);
  return option !== undefined && isFlag(option);
}

/** Joins the value of an `arguments` option to the option. Its dash would make it look like another option. */
function joinDashedValues(argv: readonly string[], known: ReadonlyMap<string, Option>): string[] {
  const joined: string[] = [];
  for (let i = 0; i < argv.length; i += 1) {
    const word = argv[i] as string;
    const next = argv[i + 1];
    const option = word.startsWith('--') ? known.get(word.slice(2)) : undefined;
    if (option && isArguments(option) && next !== undefined) {
      joined.push(`${word}=${next}`);
      i += 1;
    } else {
      joined.push(word);
    }
  }
  return joined;
}

function readValue(option: Option, value: unknown): unknown {
  if (isList(option)) {
    if (!Array.isArray(value) || value.length === 0) throw noValue(option.flag);
    return value;
  }
  if (Array.isArray(value)) throw givenTwice(option.flag);
  if (isFlag(option)) return value;
  // May be empty: older job definitions have the default `--cmd_args ''`.
  if (value === '' && isArguments(option)) return value;
  if (value === undefined || value === '') throw noValue(option.flag);
  const isNumber =
    option.group === 'param' &&
    (option.definition.type === 'integer' || option.definition.type === 'number');
  return isNumber && Number.isFinite(Number(value)) ? Number(value) : value;
}

const givenTwice = (flag: string) =>
  usageError(`--${flag} was given more than once`, 'It takes one value.');

const noValue = (flag: string) => usageError(`--${flag} needs a value`, 'See --help.');

function unknownOption(name: string, known: readonly string[]) {
  const meant = closest(name, known);
  return usageError(
    `unknown option --${name}`,
    meant === undefined ? 'See --help.' : `Did you mean --${meant}? See --help.`,
  );
}
