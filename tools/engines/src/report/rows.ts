/** The row of the job that every engine must refuse. */
export const FAILING = 'bad input';

/** The row of the job that leaves an optional output out. */
export const ABSENT = 'output not made';

/** The row of one job under Nextflow's exported profile for Apptainer. */
export const APPTAINER_PROFILE = 'apptainer profile';

/** The row of the descriptors of all definitions, which the engine's own validator reads. */
export const VALIDATED = 'all descriptors';

/** The row of the commands on this page. */
export const PAGE_ROW = 'docs/workflow-engines.md';

/** All rows that are not a definition, in their order. */
export const OTHER_ROWS: readonly string[] = [
  FAILING,
  ABSENT,
  APPTAINER_PROFILE,
  VALIDATED,
  PAGE_ROW,
];
