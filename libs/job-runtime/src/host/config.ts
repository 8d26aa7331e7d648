import { tmpdir } from 'node:os';
import type { TaskLimits } from '@joblayer/granted-resources';

/** The runtime's settings from the environment, read once. All other settings are options. */
export interface RuntimeConfig {
  /** Base of the scratch directories. `JOBLAYER_SCRATCH_DIR`; default: the system's temporary directory. */
  readonly scratchDir: string;
  /** A directory for the host cache. `JOBLAYER_CACHE_DIR`; default: none. */
  readonly cacheDir?: string | undefined;
  /** The image that the job runs in, as the submitter knows it, for the output manifest. `JOBLAYER_IMAGE`. */
  readonly image: string | undefined;
  /** AWS Batch's job and attempt. `AWS_BATCH_JOB_ID`, `AWS_BATCH_JOB_ATTEMPT`. */
  readonly batch: { readonly jobId: string; readonly attempt: number } | undefined;
  /** What ECS reports that it granted, if the job runs there. */
  readonly taskLimits?: TaskLimits;
  /** Which attempt of its job this is, from 1. `AWS_BATCH_JOB_ATTEMPT`. */
  readonly attemptNumber?: number | undefined;
  /** This child's index in an array job, as text. `AWS_BATCH_JOB_ARRAY_INDEX`. */
  readonly arrayIndex?: string | undefined;
  /** All variables `JOBLAYER_*`, for inputs that a definition reads from one. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
}

export function readConfig(env: NodeJS.ProcessEnv): RuntimeConfig {
  const jobId = env['AWS_BATCH_JOB_ID'];
  return Object.freeze({
    scratchDir: env['JOBLAYER_SCRATCH_DIR'] || tmpdir(),
    cacheDir: env['JOBLAYER_CACHE_DIR'] || undefined,
    image: env['JOBLAYER_IMAGE'] || undefined,
    batch: jobId ? { jobId, attempt: Number(env['AWS_BATCH_JOB_ATTEMPT'] ?? 1) } : undefined,
    attemptNumber: Number(env['AWS_BATCH_JOB_ATTEMPT']) || undefined,
    arrayIndex: env['AWS_BATCH_JOB_ARRAY_INDEX'] || undefined,
    variables: Object.fromEntries(
      Object.entries(env).filter(([name]) => name.startsWith('JOBLAYER_')),
    ),
  });
}
