import type { TaskLimits } from '@joblayer/granted-resources';
import { readImageVariables } from './image-variables.ts';
import { scratchBase } from './scratch-base.ts';

/** The runtime's settings from the environment, read once. All other settings are options. */
export interface RuntimeConfig {
  /** Base of the scratch directories. `JOBLAYER_SCRATCH_DIR`, else the image's own, else a directory of the engine. */
  readonly scratchDir: string;
  /** Why the base is not the image's own scratch directory, as a clause for the log. */
  readonly scratchDirBecause?: string | undefined;
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
  /** The variables that the image has on purpose. */
  readonly imageVariables?: Readonly<Record<string, string>>;
  /** All variables `JOBLAYER_*`, for inputs that a definition reads from one. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
}

export function readConfig(env: NodeJS.ProcessEnv): RuntimeConfig {
  const jobId = env['AWS_BATCH_JOB_ID'];
  const { directory, because } = scratchBase(env);
  return Object.freeze({
    scratchDir: directory,
    scratchDirBecause: because,
    cacheDir: env['JOBLAYER_CACHE_DIR'] || undefined,
    image: env['JOBLAYER_IMAGE'] || undefined,
    batch: jobId ? { jobId, attempt: Number(env['AWS_BATCH_JOB_ATTEMPT'] ?? 1) } : undefined,
    attemptNumber: Number(env['AWS_BATCH_JOB_ATTEMPT']) || undefined,
    arrayIndex: env['AWS_BATCH_JOB_ARRAY_INDEX'] || undefined,
    imageVariables: readImageVariables(),
    variables: Object.fromEntries(
      Object.entries(env).filter(([name]) => name.startsWith('JOBLAYER_')),
    ),
  });
}
