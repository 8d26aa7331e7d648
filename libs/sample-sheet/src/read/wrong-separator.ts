import type { SheetFault } from '../fault.ts';

export type TableFormat = 'tsv' | 'csv';

const NAMES: readonly (readonly [separator: string, name: string])[] = [
  ['\t', 'tabs'],
  [',', 'commas'],
  [';', 'semicolons'],
];

const OWN: Readonly<Record<TableFormat, readonly [separator: string, name: string]>> = {
  tsv: ['\t', 'tabs'],
  csv: [',', 'commas'],
};

/** Finds a table whose headings are separated by something else than its format has. */
export function wrongSeparator(text: string, format: TableFormat): SheetFault | undefined {
  const before = /^\n*/.exec(text)?.[0].length ?? 0;
  const [heading = ''] = text.slice(before).split('\n', 1);
  const at = { line: before + 1, column: undefined };
  if (/^sep=.?$/i.test(heading)) {
    return {
      ...{ ...at, problem: `this line, ${heading}, is a hint for Excel only` },
      advice: 'Delete it. The first line holds the headings.',
    };
  }
  const [own, expected] = OWN[format];
  if (heading.includes(own)) return undefined;
  const [separator, found] = NAMES.find(([each]) => heading.includes(each)) ?? [];
  if (separator === undefined) return undefined;
  return {
    ...at,
    problem: `the headings are separated by ${found}, and a ${format.toUpperCase()} file has ${expected}`,
    advice: `${found === 'semicolons' ? 'Excel writes such files in some countries. ' : ''}${advice(separator, format)}`,
  };
}

function advice(separator: string, format: TableFormat): string {
  const other = separator === '\t' ? 'tsv' : separator === ',' ? 'csv' : undefined;
  if (other === undefined) {
    return format === 'csv'
      ? 'Export it with commas, or as TSV (text separated by tabs).'
      : 'Export it with tabs.';
  }
  return `Name the file .${other}, or state its format as ${other}.`;
}
