import type { BatchClient } from '@joblayer/aws-batch';
import type { RunContext, RunPlace } from '@joblayer/runs';
import type { Location } from '@joblayer/object-store/location';
import type { Settings } from '../config/settings.ts';
import { recordDirectory } from './record-directory.ts';

/** What commands on runs reach: what runs the jobs, their logs, and the stores of records and outputs. */
export interface Outside extends RunContext {
  readonly settings: Settings;
}

/** The same for runs on AWS Batch. */
export interface BatchOutside extends Outside {
  readonly batch: BatchClient;
}

/** Loads the AWS SDK. Nothing is sent yet. */
export async function openOutside(
  settings: Settings,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<BatchOutside> {
  const [{ awsBatchClient }, { createStores }] = await Promise.all([
    import('@joblayer/aws-batch/client'),
    import('@joblayer/object-store'),
  ]);
  const region = settings.region?.value;
  const regional = { ...env, ...(region !== undefined && { AWS_REGION: region }) };
  return {
    settings,
    signal,
    batch: awsBatchClient({ region }),
    storeFor: createStores({ env: regional, signal, encryption: { sse: 'none' } }),
  };
}

/** Where the records of runs are. */
export const placeOf = (
  { settings, storeFor, signal }: Outside,
  otherwise?: Location,
): RunPlace => ({ directory: recordDirectory(settings, otherwise), storeFor, signal });
