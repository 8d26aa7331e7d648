import { baseName, type Location, printableText } from '@joblayer/object-store/location';
import * as z from 'zod';
import { closest } from '../arguments/params.ts';
import type { DefinitionDescription } from '../description/description.ts';
import { type Option, optionsOf } from '../description/options.ts';
import { type UsageError, usageError } from '../usage-error.ts';
import { isArguments, isFlag, isList, type GivenOptions } from './given-options.ts';

/**
 * Reads a job spec: one JSON object whose fields are a tool's options, without their dashes. A `.jsonl` has one such
 * object a line. AWS Batch's array index selects the line, counted from 0.
 *
 * @param arrayIndex the value of `AWS_BATCH_JOB_ARRAY_INDEX`
 * @throws UsageError, with the file, the line and the field
 */
export function parseJobSpec(
  tool: DefinitionDescription,
  text: string,
  location: Location,
  arrayIndex: string | undefined,
): GivenOptions {
  // Some editors on Windows begin a file with a byte-order mark, which JSON does not allow.
  const withoutMark = text.replace(/^\uFEFF/, '');
  const spec = baseName(location).endsWith('.jsonl')
    ? lineOf(withoutMark, location, arrayIndex)
    : { json: withoutMark, where: '' };
  const refuse = (problem: string, advice?: string) =>
    wrong(location, `${spec.where}${problem}`, advice);

  const fields = z.record(z.string(), z.unknown()).safeParse(parseJson(spec.json, refuse));
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

function lineOf(text: string, location: Location, arrayIndex: string | undefined) {
  if (arrayIndex === undefined) {
    throw wrong(
      location,
      'a .jsonl file holds the specs of an array job, but AWS_BATCH_JOB_ARRAY_INDEX, which selects the line, is not set',
      'Submit an array job, or give a .json file with one spec.',
    );
  }
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  const json = /^\d+$/.test(arrayIndex) ? lines[Number(arrayIndex)] : undefined;
  if (json === undefined) {
    throw wrong(
      location,
      `AWS_BATCH_JOB_ARRAY_INDEX is ${arrayIndex}, and the file has the lines 0 to ${lines.length - 1}`,
      `Submit the array job with a size of ${lines.length}.`,
    );
  }
  return { json, where: `line ${arrayIndex} (counted from 0): ` };
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

const wrong = (location: Location, problem: string, advice?: string): UsageError =>
  usageError(problem, advice, location);
