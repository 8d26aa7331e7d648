import type { Variables } from '@joblayer/tool-definition';

export interface SheetOptions {
  /** Leaves out columns that are no options. */
  readonly ignoreColumns?: boolean | undefined;
  /**
   * Whether rows with one `sample` are lanes of one job, or a job each. If it is undefined, and the rows could be lanes,
   * they are a fault.
   */
  readonly mergeLanes?: boolean | undefined;
  /**
   * The columns that hold outputs of a run before, if the sheet is made of one. Columns that are no options are then left
   * out, an option of the command line counts instead of its column, and an input that is no output of that run must be
   * named on the command line: else a job could silently take the older file.
   */
  readonly outputsBefore?: readonly string[] | undefined;
  /** The environment of the jobs. Undefined if only the job itself will know it. */
  readonly variables?: Variables | undefined;
}
