import { baseName, type Location, printableText } from '@joblayer/object-store/location';
import * as z from 'zod';
import { closest } from '../arguments/params.ts';
import type { DefinitionDescription } from '../description/description.ts';
import { type Option, optionsOf } from '../description/options.ts';
import { type UsageError, usageError } from '../usage-error.ts';
import { lineName, rowOf } from './job-spec-row.ts';
import { isArguments, isFlag, isList, type GivenOptions } from './given-options.ts';

/** Whether a file of job specs has one a line, by its name. */
export const hasRows = (location: Location): boolean => baseName(location).endsWith('.jsonl');

/**
 * Reads a job spec: one JSON object whose fields are a tool's options, without their dashes. A `.jsonl` has one such
 * object a line. AWS Batch's array index selects the line, counted from 0; without it there must be one line.
 *
 * @param arrayIndex the value of `AWS_BATCH_JOB_ARRAY_INDEX`
 * @throws UsageError, with the file, the line and the field
 */
export function parseJobSpec(
  tool: DefinitionDescription,
  text: string,
  location: Location,
  arrayIndex?: string,
): GivenOptions {
  // Some editors on Windows begin a file with a byte-order mark, which JSON does not allow.
  const withoutMark = text.replace(/^\uFEFF/, '');
  const { json, row } = hasRows(location)
    ? rowOf(withoutMark, location, arrayIndex)
    : { json: withoutMark, row: undefined };
  const where = row === undefined ? '' : `${lineName(row)}: `;
  const refuse = (problem: string, advice?: string) =>
    usageError(`${where}${problem}`, advice, location);

  const fields = z.record(z.string(), z.unknown()).safeParse(parseJson(json, refuse));
  if (!fields.success) throw refuse('expected one JSON object, {"option": value, …}');

  const known = new Map<string, Option>();
  for (const option of optionsOf(tool).filter((each) => !isOfCommandLine(each))) {
    [option.flag, ...option.aliases].forEach((name) => known.set(name, option));
  }
  const given = new Map<string, unknown>();
  for (const [name, value] of Object.entries(fields.data)) {
    const option = known.get(name);
    if (!option) {
      const meant = closest(name, [...known.keys()]);
      throw refuse(
        `unknown field "${name}"`,
        meant === undefined
          ? 'Fields are named like the options of --help, without dashes in front.'
          : `Did you mean "${meant}"?`,
      );
    }
    if (given.has(option.flag)) throw refuse(`"${option.flag}" was given more than once`);
    const { schema, expected } = typeOf(option);
    const checked = schema.safeParse(value);
    if (!checked.success) {
      throw refuse(`"${name}" expects ${expected}, got ${shown(value)}`);
    }
    if ([value].flat().some((one) => typeof one === 'string' && one.includes('\0'))) {
      throw refuse(`"${name}" holds a NUL character, which an argument cannot contain`);
    }
    given.set(option.flag, checked.data);
  }
  return given;
}

/** The beginning of a wrong value, for a message. `JSON.stringify` throws if a value is nested too deeply. */
function shown(value: unknown): string {
  try {
    const text = JSON.stringify(value);
    return printableText(text.length > 200 ? `${text.slice(0, 200)}…` : text);
  } catch {
    return 'a value that is nested too deeply';
  }
}

function parseJson(json: string, refuse: (problem: string) => UsageError): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw refuse(`it is not JSON: ${(error as Error).message}`);
  }
}

/** The JSON type of an option's value. Ranges are checked later, together with those of the command line. */
function typeOf(option: Option): { schema: z.ZodType; expected: string } {
  const text = z.string().min(1);
  if (isFlag(option)) return { schema: z.boolean(), expected: 'true or false' };
  if (isList(option)) {
    const schema = z.union([text.transform((one) => [one]), z.array(text).min(1)]);
    return { schema, expected: 'a list of texts' };
  }
  if (option.group === 'runtime') {
    const { type, choices } = option.definition;
    if (isArguments(option)) {
      return {
        schema: z.union([z.string(), z.array(z.string())]),
        expected: 'a text that is split as a shell would, or a list of arguments',
      };
    }
    if (type === 'integer') {
      return { schema: z.int(), expected: 'a whole number' };
    }
    if (choices) return { schema: z.enum(choices), expected: `one of ${choices.join(', ')}` };
  }
  if (option.group === 'param') {
    const { type } = option.definition;
    if (type === 'integer') return { schema: z.int(), expected: 'a whole number' };
    if (type === 'number') return { schema: z.number(), expected: 'a number' };
  }
  return { schema: text, expected: 'a text' };
}

const isOfCommandLine = (option: Option): boolean =>
  option.group === 'runtime' && option.definition.commandLineOnly;
