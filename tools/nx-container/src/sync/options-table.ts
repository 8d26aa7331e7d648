import type { OptionDescription } from '@joblayer/job-runtime';
import { markdownTable } from './markdown-table.ts';

/** One option of a tool's command line; `flag` without its dashes. */
export interface ToolOption extends OptionDescription {
  readonly flag: string;
}

/** The table of a tool's options for its package's README. */
export async function optionsTable(options: readonly ToolOption[]): Promise<string> {
  const rows = options.map(({ flag, type, meaning, required, defaultText }) => [
    `\`--${flag}\``,
    type,
    meaning,
    required ? 'required' : defaultText,
  ]);
  return markdownTable(['Option', 'Value', 'What it is', 'Default'], rows);
}
