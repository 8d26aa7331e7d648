import type { ListedTool } from './listed-tool.ts';

/** A line for each tool: its name, versions, software, licence and summary, in columns. */
export function toolsText(tools: readonly ListedTool[]): string {
  const rows = tools.map(({ name, versions, software, licenses, summary }) => [
    name,
    versions.join(' ') || 'latest',
    software.join(', '),
    licenses.join(', '),
    summary,
  ]);
  const widths = [0, 1, 2, 3].map((i) => Math.max(0, ...rows.map((row) => row[i]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
