import { formatLocation } from '@joblayer/object-store/location';
import type { SheetJob as JobOfRun } from '@joblayer/runs';
import type { SheetJob } from '@joblayer/sample-sheet';

/** A checked job as the record of a run keeps it. */
export const recordedJob = ({ outputs, outputManifest, ...job }: SheetJob): JobOfRun => ({
  index: job.index,
  lines: [...job.lines],
  columns: { ...job.columns },
  spec: job.spec,
  outputs: outputs.map(({ name, flag, location }) => ({
    ...{ name, flag },
    location: formatLocation(location),
  })),
  outputManifest: formatLocation(outputManifest),
});
