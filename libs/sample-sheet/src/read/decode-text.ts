import { isUtf8 } from 'node:buffer';
import type { SheetFault } from '../fault.ts';

const AS_TSV = 'Export it as TSV or CSV in UTF-8.';

/** First bytes of files that are given as a sheet by mistake. */
const OTHER_FILES: readonly (readonly [bytes: readonly number[], what: string, advice: string])[] =
  [
    [[0x50, 0x4b, 0x03, 0x04], 'a workbook of a spreadsheet program, or another ZIP file', AS_TSV],
    [[0xd0, 0xcf, 0x11, 0xe0], 'a workbook of an old Excel', AS_TSV],
    [[0x1f, 0x8b], 'compressed with gzip', 'Unpack it with gunzip.'],
    [[0xff, 0xfe], 'text in UTF-16, which Excel calls Unicode text', AS_TSV],
    [[0xfe, 0xff], 'text in UTF-16, which Excel calls Unicode text', AS_TSV],
  ];

/** The text of a sheet with `\n` as its only line break, without a byte-order mark. Or the reason why there is none. */
export function decodeText(bytes: Uint8Array): string | SheetFault {
  const other = OTHER_FILES.find(([start]) => start.every((byte, i) => bytes[i] === byte));
  if (other) return ofSheet(`the file is ${other[1]}`, other[2]);
  if (!isUtf8(bytes)) {
    return {
      ...{ line: firstLine(bytes, (line) => !isUtf8(line)), column: undefined },
      ...{ problem: 'this line is not text in UTF-8', advice: 'Save the sheet as UTF-8.' },
    };
  }
  if (bytes.includes(0)) {
    return {
      ...{ line: firstLine(bytes, (line) => line.includes(0)), column: undefined },
      problem: 'this line holds a NUL character, which a text cannot contain',
      advice: AS_TSV,
    };
  }
  // The decoder drops a byte-order mark, which programs on Windows write.
  return new TextDecoder().decode(bytes).replaceAll(/\r\n?/g, '\n');
}

export const ofSheet = (problem: string, advice: string): SheetFault => ({
  ...{ line: undefined, column: undefined, problem, advice },
});

const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

/** The number of the first line that `matches`. */
function firstLine(bytes: Uint8Array, matches: (line: Uint8Array) => boolean): number {
  let line = 1;
  let start = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    if (bytes[i] !== LINE_FEED && bytes[i] !== CARRIAGE_RETURN) continue;
    if (matches(bytes.subarray(start, i))) return line;
    if (bytes[i] === CARRIAGE_RETURN && bytes[i + 1] === LINE_FEED) i += 1;
    start = i + 1;
    line += 1;
  }
  return line;
}
