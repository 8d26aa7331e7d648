import type { Location } from '@joblayer/object-store/location';
import type { PhaseName } from './errors.ts';

/** The phases that move bytes. In `run` these are the streamed inputs. */
export type TransferPhase = 'stage-in' | 'run' | 'stage-out';

/** What the runtime reports while a job runs. It prints nothing itself. */
export type JobEvent =
  | RemovalEvent
  | {
      readonly type: 'job-started';
      readonly attempt: string;
      readonly tool: string;
      /** This child's index in an array job of AWS Batch. */
      readonly arrayIndex?: string | undefined;
    }
  /** The image's own scratch directory cannot be written, and no other one was named. */
  | { readonly type: 'scratch-chosen'; readonly location: Location; readonly because: string }
  | { readonly type: 'phase-started'; readonly phase: PhaseName }
  | { readonly type: 'phase-ended'; readonly phase: PhaseName; readonly seconds: number }
  /** A URL does not end in a file name that the tool takes, and its server gave one. */
  | {
      readonly type: 'input-named';
      readonly location: Location;
      readonly name: string;
      readonly from: 'content-disposition' | 'redirect';
    }
  | {
      readonly type: 'preflight-done';
      readonly inputBytes: number;
      readonly inputFiles: number;
      readonly neededBytes: number;
      readonly freeBytes: number;
      readonly scratch: string;
    }
  | {
      readonly type: 'transfer-progress';
      readonly phase: TransferPhase;
      readonly doneBytes: number;
      readonly totalBytes: number;
      readonly seconds: number;
    }
  | {
      readonly type: 'input-staged';
      readonly input: string;
      readonly location: Location;
      readonly sizeBytes: number;
      readonly how: 'downloaded' | 'cached' | 'linked' | 'streamed';
    }
  /** Another job of this host downloads it into the host cache; this one waits for it to end. */
  | { readonly type: 'download-awaited'; readonly location: Location }
  /** Variables of the host that would change the tool's results. */
  | { readonly type: 'variables-withheld'; readonly names: readonly string[] }
  | {
      readonly type: 'command-started';
      readonly pipeline: readonly (readonly string[])[];
      readonly cpus: number;
      readonly memoryMiB: number;
    }
  | { readonly type: 'tool-stderr'; readonly chunk: Buffer }
  | {
      readonly type: 'output-published';
      readonly output: string;
      readonly location: Location;
      readonly sizeBytes: number;
    }
  /** An output gets another format, and so another name, than it has by default. */
  | {
      readonly type: 'output-chosen';
      readonly output: string;
      readonly location: Location;
      readonly because: string;
    }
  /** Another attempt publishes the same outputs; this one waits for it to end. */
  | {
      readonly type: 'publication-awaited';
      readonly location: Location;
      readonly attempt: string;
    }
  /** The job's outputs exist already: it ends, and has succeeded. */
  | {
      readonly type: 'already-complete';
      readonly location: Location;
      readonly meanwhile: boolean;
    }
  /** Outputs exist already, but differ from those that the job would publish: they are replaced. */
  | { readonly type: 'not-skipped'; readonly location: Location; readonly because: string }
  | { readonly type: 'output-manifest-written'; readonly location: Location }
  /** How many removals of a kind have no event of their own. */
  | { readonly type: 'more-removed'; readonly of: RemovalEvent['type']; readonly count: number }
  | { readonly type: 'signal-received'; readonly signal: NodeJS.Signals }
  | { readonly type: 'warning'; readonly message: string };

/** Something outside of the job's own scratch directory was removed. */
export type RemovalEvent =
  /** A published object was removed again: by the job that failed, or by a sweep after a killed job. */
  | { readonly type: 'rolled-back'; readonly location: Location }
  /** A multipart upload of an output was aborted. */
  | { readonly type: 'upload-aborted'; readonly location: Location }
  /** A file beside a local output that was not complete. */
  | { readonly type: 'unfinished-file-removed'; readonly location: Location }
  /** A file of the replaced set that the new set does not have. */
  | { readonly type: 'older-file-removed'; readonly location: Location }
  /** The directory of a killed job. */
  | { readonly type: 'directory-swept'; readonly location: Location };

export type EventSink = (event: JobEvent) => void;
