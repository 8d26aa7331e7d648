/** The row of the job that every engine must refuse. */
export const FAILING = 'bad input';

/** The row of the commands on this page. */
export const PAGE_ROW = 'docs/workflow-engines.md';
