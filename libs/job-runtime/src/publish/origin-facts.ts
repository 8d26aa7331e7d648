import { formatLocation } from '@joblayer/object-store/location';
import type { RuntimeConfig } from '../host/config.ts';
import type { JobSpecFile } from '../job/job.ts';

/** The job of AWS Batch, as the output manifest and the report state it; null elsewhere. */
export const batchFacts = ({ batch, arrayIndex }: RuntimeConfig) =>
  batch ? { ...batch, arrayIndex: arrayIndex ?? null } : null;

/** The job spec that gave the arguments, as both state it. `row` counts from 0; it is null for a file with one spec. */
export const jobSpecFacts = (file: JobSpecFile | undefined) =>
  file ? { location: formatLocation(file.location), row: file.row ?? null } : null;
