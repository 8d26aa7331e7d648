import { seededRandom } from '../testing/random.ts';
import { readSheet } from './read-sheet.ts';

/** What cells are made of: all that has a meaning in some format, and characters of several lengths. */
const PIECES = [
  'a',
  '0',
  ' ',
  ',',
  ';',
  '\t',
  '"',
  "'",
  '\n',
  '{',
  '}',
  '[',
  ':',
  '\\',
  '-',
  'é',
  '漢',
  '🧬',
];
const ROUNDS = 300;

type Rows = readonly (readonly string[])[];

function randomRows(random: (below: number) => number): Rows {
  const width = 1 + random(4);
  const cell = () =>
    Array.from({ length: random(6) }, () => PIECES[random(PIECES.length)]).join('');
  // A row without any value is a blank line.
  return Array.from({ length: 1 + random(5) }, () => [
    `x${cell()}`,
    ...Array.from({ length: width - 1 }, cell),
  ]);
}

/** Quotes what needs it, and sometimes what does not. */
const quoted = (cell: string, random: (below: number) => number): string =>
  cell !== cell.trim() || /[\s",]/.test(cell) || random(4) === 0
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;

const headingsOf = (rows: Rows) => (rows[0] ?? []).map((_, i) => `c${i}`);

const WRITERS: readonly [
  name: string,
  write: (rows: Rows, random: (below: number) => number) => string,
][] = [
  ['s.tsv', (rows, random) => tableOf(rows, '\t', random)],
  ['s.csv', (rows, random) => tableOf(rows, ',', random)],
  [
    's.jsonl',
    (rows) =>
      objectsOf(rows)
        .map((row) => JSON.stringify(row))
        .join('\n'),
  ],
  ['s.json', (rows) => JSON.stringify(objectsOf(rows), null, 2)],
];

const tableOf = (rows: Rows, separator: string, random: (below: number) => number): string =>
  [headingsOf(rows), ...rows]
    .map((row) => row.map((cell) => quoted(cell, random)).join(separator))
    .join(random(2) === 0 ? '\n' : '\r\n');

const objectsOf = (rows: Rows) =>
  rows.map((row) => Object.fromEntries(row.map((cell, i) => [`c${i}`, cell])));

describe.each(WRITERS)('a random sheet written as %s', (name, write) => {
  it('gives the rows that were written', () => {
    for (let seed = 1; seed <= ROUNDS; seed += 1) {
      const random = seededRandom(seed);
      const rows = randomRows(random);
      const sheet = readSheet({ name, content: Buffer.from(write(rows, random)) });
      const read = sheet.rows.map(({ cells }) => cells.map((cell) => cell ?? ''));
      expect({ seed, faults: sheet.faults, rows: read }).toEqual({ seed, faults: [], rows });
    }
  });
});
