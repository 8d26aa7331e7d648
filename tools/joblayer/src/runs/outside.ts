import type { BatchClient } from '@joblayer/aws-batch';
import type { RunContext, RunPlace } from '@joblayer/runs';
import type { Location } from '@joblayer/object-store/location';
import type { Settings } from '../config/settings.ts';
import { loadedWhenCalled } from './loaded-when-called.ts';
import { recordDirectory } from './record-directory.ts';

/** What commands on runs reach: what runs the jobs, their logs, and the stores of records and outputs. */
export interface Outside extends RunContext {
  readonly settings: Settings;
}

/** The same for runs on AWS Batch. */
export interface BatchOutside extends Outside {
  readonly batch: BatchClient;
}

/** Sends nothing yet. A sheet is checked before the SDK of AWS Batch is loaded, so that both need not be in memory. */
export async function openOutside(
  settings: Settings,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<BatchOutside> {
  const { createStores } = await import('@joblayer/object-store');
  const region = settings.region?.value;
  const regional = { ...env, ...(region !== undefined && { AWS_REGION: region }) };
  return {
    settings,
    signal,
    batch: loadedWhenCalled(async () => {
      const { awsBatchClient } = await import('@joblayer/aws-batch/client');
      return awsBatchClient({ region });
    }),
    storeFor: createStores({ env: regional, signal, encryption: { sse: 'none' } }),
  };
}

/** Where the records of runs are. */
export const placeOf = (
  { settings, storeFor, signal }: Outside,
  otherwise?: Location,
): RunPlace => ({ directory: recordDirectory(settings, otherwise), storeFor, signal });
