import type { Variables } from '@joblayer/tool-definition';

export interface SheetOptions {
  /** Leaves out columns that are no options. */
  readonly ignoreColumns?: boolean | undefined;
  /**
   * Whether rows with one `sample` are lanes of one job, or a job each. If it is undefined, and the rows could be lanes,
   * they are a fault.
   */
  readonly mergeLanes?: boolean | undefined;
  /** The environment of the jobs. Undefined if only the job itself will know it. */
  readonly variables?: Variables | undefined;
}
