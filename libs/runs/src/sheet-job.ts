import * as z from 'zod';

/** One job of a sample sheet, as libs/sample-sheet makes it. */
export interface SheetJob extends RecordedJob {
  /** The job spec: what the container reads as its row. */
  readonly spec: object;
}

/** What the record keeps of a job, besides its job spec. */
export const recordedJob = z.object({
  /** The row, from 0, in the order of the sheet. */
  index: z.number().int().nonnegative(),
  /** The lines of the sheet, from 1. Merged lanes have several. */
  lines: z.array(z.number()).readonly(),
  /** The cells of the row by heading. */
  columns: z.record(z.string(), z.string()).readonly(),
  /** The outputs that are planned, each with its location. */
  outputs: z
    .array(z.object({ name: z.string(), flag: z.string(), location: z.string() }))
    .readonly(),
  outputManifest: z.string(),
});

export type RecordedJob = Readonly<z.output<typeof recordedJob>>;
