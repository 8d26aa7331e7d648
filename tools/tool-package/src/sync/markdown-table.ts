import { format } from 'prettier';

/** A Markdown table between blank lines, in prettier's format, for a generated section. */
export async function markdownTable(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<string> {
  const line = (cells: readonly string[]) => `| ${cells.map(escape).join(' | ')} |`;
  const table = [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
  return `\n${await format(table, { parser: 'markdown' })}`;
}

const escape = (cell: string): string => cell.replaceAll('|', '\\|').replaceAll('\n', ' ');
