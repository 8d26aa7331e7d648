import type { DefinitionDescription, Option, Variables } from '@joblayer/tool-definition';
import type { Column } from '../columns/resolve-columns.ts';
import type { Constants } from '../constants/read-constants.ts';

/** What all rows of a sheet share. */
export interface RowContext {
  readonly tool: DefinitionDescription;
  readonly options: readonly Option[];
  readonly columns: readonly Column[];
  readonly byFlag: ReadonlyMap<string, Column>;
  readonly constants: Constants;
  /** The column that a name in braces means. */
  readonly columnOf: (name: string) => Column | undefined;
  readonly variables: Variables | undefined;
  /** The headings that constants use, and `sample` if lanes are merged. */
  readonly used: ReadonlySet<string>;
}
