import { isArguments, isFlag, isList, type Option } from '@joblayer/tool-definition';
import { printableText } from '@joblayer/object-store/location';
import type { Cell } from '../sheet.ts';

/** A value in the types of a job spec, or why there is none. */
export type Typed =
  | { readonly value: unknown; readonly problem?: never }
  | { readonly problem: string; readonly advice: string };

/**
 * The value of an option that a cell gives. Its range is not checked yet.
 *
 * @param cell not empty
 */
export function cellValue(option: Option, cell: NonNullable<Cell>): Typed {
  if (isList(option)) return listValue(cell);
  if (typeof cell === 'string') return textValue(option, cell);
  if (isArguments(option)) return { value: cell };
  return {
    problem: `--${option.flag} takes one value, got a list of ${cell.length}`,
    advice: 'Give one text.',
  };
}

/** @returns the values of a list: those of a JSON array, or of a text that `;` separates */
export function listValue(cell: NonNullable<Cell>): Typed {
  if (typeof cell !== 'string') return { value: cell };
  const items = cell.split(';').map((item) => item.trim());
  if (!items.includes('')) return { value: items };
  return {
    problem: `a list has an empty item: ${printableText(cell)}`,
    advice: 'Write one ";" between two values, and none at the end.',
  };
}

/** The items of a list; none if it is malformed. */
export function itemsOf(cell: Cell): readonly string[] {
  const typed = cell === undefined ? undefined : listValue(cell);
  return typed && 'value' in typed ? (typed.value as readonly string[]) : [];
}

/** The value of an option that is no list, from the text of a cell or of a constant. */
export function textValue(option: Option, text: string): Typed {
  if (isFlag(option)) {
    const lower = text.toLowerCase();
    if (lower === 'true' || lower === 'false') return { value: lower === 'true' };
    const problem = `--${option.flag} expects true or false, got "${printableText(text)}"`;
    return { problem, advice: '' };
  }
  // As on the command line, a malformed number stays text, which the tool's description then refuses.
  const isNumber = takesNumber(option) && text.trim() !== '' && Number.isFinite(Number(text));
  return { value: isNumber ? Number(text) : text };
}

const takesNumber = (option: Option): boolean =>
  (option.group === 'param' || option.group === 'runtime') &&
  (option.definition.type === 'integer' || option.definition.type === 'number');
