/** Rows as columns of equal width, two blanks apart. The last column is not padded. */
export function tableText(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const all = [headings, ...rows].map((row) => row.map(oneLine));
  const widths = headings.map((_, column) =>
    Math.max(...all.map((row) => [...(row[column] ?? '')].length)),
  );
  return all
    .map((row) =>
      row
        .map((cell, column) => (column === row.length - 1 ? cell : padded(cell, widths[column])))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

const padded = (cell: string, width = 0): string =>
  cell + ' '.repeat(Math.max(0, width - [...cell].length));

/** Control characters of a log or a sheet would change the terminal. */
// eslint-disable-next-line no-control-regex
const oneLine = (cell: string): string => cell.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
