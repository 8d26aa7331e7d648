import type { SheetFault } from '../fault.ts';
import { SHEET_FORMATS, type Sheet, type SheetFormat } from '../sheet.ts';
import { decodeText, ofSheet } from './decode-text.ts';
import { readJson, readJsonLines } from './read-json.ts';
import { readTable } from './read-table.ts';

export interface SheetFile {
  /** The path as the user gave it. Its suffix states the format. */
  readonly name: string;
  readonly content: Uint8Array;
  /** Counts more than the suffix. */
  readonly format?: SheetFormat | undefined;
}

/** Reads a sample sheet. What is wrong with it is in its `faults`. */
export function readSheet({ name, content, format = formatOf(name) }: SheetFile): Sheet {
  const text = decodeText(content);
  if (typeof text !== 'string') return without(name, text);
  return format === undefined ? without(name, UNKNOWN_FORMAT) : { name, ...readText(text, format) };
}

const UNKNOWN_FORMAT = ofSheet(
  'the suffix of the file states no known format',
  `Name it ${SHEET_FORMATS.map((each) => `.${each}`).join(', ')}, or state its format.`,
);

const without = (name: string, fault: SheetFault): Sheet => ({
  ...{ name, columns: [], rows: [], faults: [fault] },
});

function readText(text: string, format: SheetFormat): Omit<Sheet, 'name'> {
  switch (format) {
    case 'json':
      return readJson(text);
    case 'jsonl':
      return readJsonLines(text);
    case 'tsv':
    case 'csv':
      return readTable(text, format);
  }
}

const SUFFIXES: Readonly<Record<string, SheetFormat>> = {
  ...{ tsv: 'tsv', tab: 'tsv', csv: 'csv' },
  ...{ jsonl: 'jsonl', ndjson: 'jsonl', json: 'json' },
};

/** The format that the suffix of a file's name states; undefined for another suffix. */
export const formatOf = (name: string): SheetFormat | undefined =>
  SUFFIXES[/\.(?<suffix>[^./]+)$/.exec(name)?.groups?.['suffix']?.toLowerCase() ?? ''];
