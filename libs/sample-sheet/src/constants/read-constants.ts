import { Failure } from '@joblayer/object-store/errors';
import { printableText } from '@joblayer/object-store/location';
import { checkOption, type Option, readOptions } from '@joblayer/tool-definition';
import { isOfCommandLine } from '../columns/column-names.ts';
import type { SheetFault } from '../fault.ts';
import { textValue } from '../rows/typed-value.ts';
import { columnsIn, fillTemplate, parseTemplate, type Template } from './template.ts';

/** The options that all jobs of a sheet share. */
export interface Constants {
  /** Values by flag, in the types of a job spec. */
  readonly fixed: ReadonlyMap<string, unknown>;
  /** Those that use columns. */
  readonly templated: readonly TemplatedConstant[];
  readonly faults: readonly SheetFault[];
  /** The flags that `faults` concern. */
  readonly faulty: ReadonlySet<string>;
  /** False if the command line could not be parsed: it is then unknown what it gives. */
  readonly areRead: boolean;
}

export interface TemplatedConstant {
  readonly option: Option;
  /** Several for a list. */
  readonly templates: readonly Template[];
}

/** Reads the constants by the parser of the tool's command line. */
export function readConstants(options: readonly Option[], argv: readonly string[]): Constants {
  const fixed = new Map<string, unknown>();
  const templated: TemplatedConstant[] = [];
  const faults: SheetFault[] = [];
  const faulty = new Set<string>();

  const add = (option: Option, value: unknown): void => {
    const fault = (problem: string, advice: string) => {
      faults.push(ofCommandLine(problem, advice));
      faulty.add(option.flag);
    };
    if (isOfCommandLine(option)) {
      fault(`--${option.flag} cannot be given for the jobs of a sheet`, 'Leave it out.');
      return;
    }
    const values = [value].flat();
    const templates = values.map((each) => parseTemplate(typeof each === 'string' ? each : ''));
    if (templates.includes(undefined)) {
      const text = printableText(values.join(' '));
      fault(`--${option.flag} has a brace without its partner: ${text}`, BRACES);
    } else if ((templates as Template[]).some((each) => columnsIn(each).length > 0)) {
      templated.push({ option, templates: templates as Template[] });
    } else {
      const typed = fixedValue(option, value);
      fixed.set(option.flag, typed);
      const problem = problemOf(option, typed);
      if (problem) fault(problem.problem, problem.advice ?? '');
    }
  };

  const given = givenBy(options, argv, faults);
  const areRead = faults.length === 0;
  for (const option of options) {
    const value = given.get(option.flag);
    if (value !== undefined) add(option, value);
  }
  return { fixed, templated, faults, faulty, areRead };
}

export const BRACES = 'Write {{ and }} for braces that name no column.';

export const ofCommandLine = (problem: string, advice: string): SheetFault => ({
  ...{ line: undefined, column: undefined, advice },
  problem: `on the command line: ${problem}`,
});

function givenBy(
  options: readonly Option[],
  argv: readonly string[],
  faults: SheetFault[],
): ReadonlyMap<string, unknown> {
  try {
    return readOptions(options, argv);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    faults.push(ofCommandLine(error.facts.problem, error.facts.advice ?? ''));
    return new Map();
  }
}

function fixedValue(option: Option, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => plain(String(each)));
  if (typeof value !== 'string') return value;
  const typed = textValue(option, plain(value));
  return 'value' in typed ? typed.value : value;
}

/** With `{` for `{{`. */
const plain = (text: string): string => fillTemplate(parseTemplate(text) ?? [{ text }], () => '');

function problemOf(option: Option, value: unknown): Failure['facts'] | undefined {
  try {
    checkOption(option, value);
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error.facts;
    throw error;
  }
}
