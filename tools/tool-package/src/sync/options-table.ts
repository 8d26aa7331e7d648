import type { OptionDescription } from '@joblayer/job-runtime';
import { markdownTable } from './markdown-table.ts';

/** One option of a tool's command line; `flag` without its dashes. */
export interface ToolOption extends OptionDescription {
  readonly flag: string;
}

/** The options of one of a tool's definitions. */
export interface DefinitionOptions {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly ToolOption[];
}

/** The tables of a tool's options for its package's README: one for each definition in its image. */
export async function optionsTables([
  main,
  ...also
]: readonly DefinitionOptions[]): Promise<string> {
  const tables = [main ? await optionsTable(main.options) : ''];
  for (const { name, summary, options } of also) {
    const table = await optionsTable(options);
    tables.push(`\n### ${name}\n\nIn the same image, as its first argument: ${summary}.\n${table}`);
  }
  return tables.join('');
}

async function optionsTable(options: readonly ToolOption[]): Promise<string> {
  const rows = options.map(({ flag, type, meaning, required, defaultText }) => [
    `\`--${flag}\``,
    type,
    meaning,
    required ? 'required' : defaultText,
  ]);
  return markdownTable(['Option', 'Value', 'What it is', 'Default'], rows);
}
