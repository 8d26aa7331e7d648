import { isList, type Option } from '@joblayer/tool-definition';
import type { DefinitionDescription } from '@joblayer/tool-definition';
import { matesOf } from '../columns/fastq-headings.ts';
import type { Column } from '../columns/resolve-columns.ts';

/** The column that names the sample of a row. */
export const sampleColumn = (columns: readonly Column[]): Column | undefined =>
  columns.find(({ name, option }) => name === 'sample' || option?.key === 'sample');

/** Whether rows could be lanes: some column is a list of files. */
export const hasLists = (columns: readonly Column[]): boolean =>
  columns.some(({ option }) => option !== undefined && isList(option));

/** The columns whose lists belong together, item by item. */
export function pairedColumns(
  tool: DefinitionDescription,
  options: readonly Option[],
  columns: readonly Column[],
): readonly (readonly [Column, Column])[] {
  const byKey = (key: string) =>
    columns.find(({ option }) => option?.key === key && isList(option));
  const keys = [
    ...tool.relations.flatMap((relation) =>
      relation.kind === 'sameCount' ? [relation.options] : [],
    ),
    ...options.flatMap((option) =>
      option.group === 'secondary-file' ? [[option.of.key, option.key] as const] : [],
    ),
    ...[matesOf(options) ?? []].flatMap(([first, second]) =>
      first && second ? [[first.key, second.key] as const] : [],
    ),
  ];
  const pairs = new Map(
    keys.map(([first, second]) => [`${first} ${second}`, [byKey(first), byKey(second)] as const]),
  );
  return [...pairs.values()].flatMap(([first, second]) =>
    first && second ? [[first, second] as const] : [],
  );
}
