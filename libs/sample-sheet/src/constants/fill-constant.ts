import { printableText } from '@joblayer/object-store/location';
import { isList, type Option } from '@joblayer/tool-definition';
import type { Column } from '../columns/resolve-columns.ts';
import type { Cell } from '../sheet.ts';
import { textValue, type Typed } from '../rows/typed-value.ts';
import type { TemplatedConstant } from './read-constants.ts';
import { fillTemplate, type Template } from './template.ts';

/** Something that is wrong with a row, and the column that it concerns. */
export interface RowFault {
  readonly column: string | undefined;
  readonly problem: string;
  readonly advice: string;
}

export type Filled = { readonly value: unknown } | { readonly faults: readonly RowFault[] };

/** The value of a constant in one row. */
export function fillConstant(
  { option, templates }: TemplatedConstant,
  columnOf: (name: string) => Column | undefined,
  cells: readonly Cell[],
): Filled {
  const faults: RowFault[] = [];
  const texts = templates.map((template) => {
    const cellOf = (name: string): string => {
      const column = columnOf(name);
      const cell = column && cells[column.index];
      if (typeof cell === 'string') return cell;
      // A name that is no column is a fault of the constants already.
      if (column) faults.push(noText(column.name, cell, option));
      return '';
    };
    const text = fillTemplate(template, cellOf);
    if (faults.length === 0 && isLocation(option)) {
      faults.push(...unsafe(template, cellOf, option, text));
    }
    return text;
  });
  if (faults.length > 0) return { faults };
  if (isList(option)) return { value: texts };
  const typed: Typed = textValue(option, texts[0] ?? '');
  if (typed.problem === undefined) return { value: typed.value };
  return { faults: [{ column: undefined, problem: typed.problem, advice: typed.advice }] };
}

const noText = (column: string, cell: Cell, { flag }: Option): RowFault => ({
  column,
  problem:
    cell === undefined
      ? `the cell is empty, and --${flag} of the command line uses it`
      : `the cell is a list, and --${flag} of the command line uses it in a text`,
  advice: 'Give one value.',
});

const RUNTIME_LOCATIONS = new Set(['outputDir', 'reportUri', 'scratchDir', 'cacheDir']);

const isLocation = ({ group, key }: Option): boolean =>
  group === 'runtime' ? RUNTIME_LOCATIONS.has(key) : group !== 'param';

/** What has a meaning of its own in a URL. */
const OF_URL = /[?#%\\]/;
const CONTROL = /\p{Cc}/u;

/**
 * Refuses a cell that would change which directory a location lies in: `{sample}` stands for one part of a path. A cell at
 * the start of the value is the user's own location.
 */
function unsafe(
  template: Template,
  cellOf: (name: string) => string,
  { flag }: Option,
  filled: string,
): readonly RowFault[] {
  const isUrl = /^https:/i.test(filled);
  const inside = template.flatMap(({ column }, i) =>
    column === undefined || i === 0 ? [] : column,
  );
  const wrong = inside.find((column) => {
    const cell = cellOf(column);
    return cell.includes('/') || CONTROL.test(cell) || (isUrl && OF_URL.test(cell));
  });
  const leaving = wrong ?? (leavesDirectory(template, cellOf) ? inside[0] : undefined);
  if (leaving === undefined) return [];
  return [
    {
      column: leaving,
      problem: `"${printableText(cellOf(leaving))}" cannot be part of a path, and --${flag} of the command line uses it so: ${printableText(filled)}`,
      advice: 'Use a value without a slash, and not "." or "..".',
    },
  ];
}

/** Whether cells make a part of the path `.` or `..`, which the template itself does not have. */
function leavesDirectory(template: Template, cellOf: (name: string) => string): boolean {
  const rest = template[0]?.column === undefined ? template : template.slice(1);
  const written = fillTemplate(rest, () => 'x').split('/');
  return fillTemplate(rest, cellOf)
    .split('/')
    .some((part, i) => (part === '.' || part === '..') && part !== written[i]);
}
