import type { JobStatus } from '@aws-sdk/client-batch';

/** Not a path of AWS's: what is below it exists in the local cloud only. */
export const CONTROL_PATH = '/_local-cloud/batch/';

/** What a test may set. A field that is absent stays as it is. */
export interface Controls {
  /** How many vCPUs run at once. 0 keeps jobs from starting. */
  readonly vcpus?: number;
  readonly visibilityDelayMs?: number;
  /** How many of the next calls are refused, by operation in lower case; `*` for any. */
  readonly throttle?: Readonly<Record<string, number>>;
}

/** A state that a test gives a job. */
export interface PlantedJob {
  readonly status?: JobStatus;
  readonly statusReason?: string;
  /** Of its last attempt. */
  readonly exitCode?: number;
  readonly reason?: string;
  /** Whether the job stays like this. True unless given: Batch does not start it then. */
  readonly hold?: boolean;
  /** Ends the attempt that runs as the loss of its EC2 instance does. No other field counts then. */
  readonly hostLost?: true;
}
