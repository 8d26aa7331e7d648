import type { Place } from './arn.ts';
import { JobStore } from './job-store.ts';
import { Resources } from './resources.ts';

/** What a test can plant, because it does not happen on one machine by itself. */
export interface Settings {
  /** How many vCPUs run at once. Jobs beyond wait in RUNNABLE. */
  vcpus: number;
  /** DescribeJobs and ListJobs do not show a younger job: AWS's lists are eventually consistent. */
  visibilityDelayMs: number;
  /** How many of the next calls are refused, by the operation's name; `*` for any. */
  readonly throttle: Map<string, number>;
}

/** The whole state of this Batch. It is in memory only. */
export interface Batch {
  readonly place: Place;
  readonly resources: Resources;
  readonly jobs: JobStore;
  readonly settings: Settings;
}

export const newBatch = (place: Place, vcpus: number): Batch => ({
  place,
  resources: new Resources(),
  jobs: new JobStore(),
  settings: { vcpus, visibilityDelayMs: 0, throttle: new Map() },
});
