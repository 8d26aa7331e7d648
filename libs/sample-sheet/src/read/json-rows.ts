import type { SheetFault } from '../fault.ts';
import type { Cell } from '../sheet.ts';
import { JsonTokens } from './json-tokens.ts';

/** One object of a JSON sheet, with what `JSON.parse` drops: lines, numbers as they are written, names that repeat. */
export interface JsonRow {
  readonly line: number;
  readonly cells: ReadonlyMap<string, Cell>;
}

export interface JsonRows {
  readonly rows: readonly JsonRow[];
  readonly faults: readonly SheetFault[];
}

type Value = Cell | { readonly problem: string };

/**
 * Reads the objects of a text that is valid JSON: one object, or an array of objects.
 *
 * @param firstLine the number of the text's first line
 */
export function jsonRows(text: string, firstLine = 1): JsonRows {
  const faults: SheetFault[] = [];
  const rows: JsonRow[] = [];
  const tokens = new JsonTokens(text, firstLine);
  const first = tokens.take();
  for (let token = first === '[' ? tokens.take() : first; token !== ''; token = tokens.take()) {
    if (token === '{') rows.push(readRow(tokens, faults));
    else if (token !== ',' && token !== ']') {
      faults.push({ line: tokens.line, column: undefined, problem: NO_OBJECT, advice: '' });
      tokens.skip(token);
    }
  }
  return { rows, faults };
}

const NO_OBJECT = 'expected an object, {"column": value, …}';
const ADVICE = 'Give each name once, with a text, a number, true, false, null, or a list of texts.';

function readRow(tokens: JsonTokens, faults: SheetFault[]): JsonRow {
  const { line } = tokens;
  const cells = new Map<string, Cell>();
  for (let token = tokens.take(); token !== '}'; token = tokens.take()) {
    if (token === ',') continue;
    const name = (JSON.parse(token) as string).trim();
    tokens.take();
    const value = readValue(tokens);
    if (name === '') faults.push({ line, column: undefined, problem: NAMELESS, advice: ADVICE });
    else if (cells.has(name)) faults.push({ line, column: name, problem: TWICE, advice: ADVICE });
    else if (isWrong(value)) {
      faults.push({ line, column: name, problem: value.problem, advice: ADVICE });
      cells.set(name, undefined);
    } else cells.set(name, value);
  }
  return { line, cells };
}

const NAMELESS = 'a name in this object is empty';
const TWICE = 'this object has the name twice';

function readValue(tokens: JsonTokens): Value {
  const token = tokens.take();
  if (token === '[') return readList(tokens);
  if (token !== '{') return scalarOf(token);
  tokens.skip(token);
  return { problem: 'the value is an object' };
}

function readList(tokens: JsonTokens): Value {
  const items: string[] = [];
  let problem: string | undefined;
  for (let token = tokens.take(); token !== ']'; token = tokens.take()) {
    if (token === ',') continue;
    const item = token === '[' || token === '{' ? undefined : scalarOf(token);
    if (typeof item === 'string') items.push(item);
    else {
      problem ??= isWrong(item) ? item.problem : NO_TEXTS;
      tokens.skip(token);
    }
  }
  if (problem !== undefined) return { problem };
  return items.length === 0 ? undefined : items;
}

const NO_TEXTS = 'the list holds something other than texts and numbers, or an empty text';

/** Numbers stay as they are written: 1.10 would become 1.1, and a long number would lose digits. */
function scalarOf(token: string): Value {
  if (token === 'null') return undefined;
  if (!token.startsWith('"')) return token;
  const text = JSON.parse(token) as string;
  if (text.includes('\0')) return { problem: 'the text holds a NUL character' };
  // Half of a character would become another character once it is written as UTF-8.
  if (!text.isWellFormed()) return { problem: 'the text holds half of a surrogate pair' };
  return text === '' ? undefined : text;
}

const isWrong = (value: Value): value is { readonly problem: string } =>
  typeof value === 'object' && 'problem' in value;
