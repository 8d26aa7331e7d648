import type { Part } from './observe.ts';
import { observePart } from './observe.ts';
import { batchControls } from './batch-controls.ts';
import { BUCKET, cloudNames, DEFAULT_NAME, QUEUE } from './plan.ts';

/** What a cloud runs, at which addresses, since when, and what it holds. */
export interface CloudStatus {
  readonly name: string;
  readonly running: boolean;
  readonly network: string;
  readonly aws: Part | undefined;
  readonly registry: Part | undefined;
  readonly bucket: string;
  readonly queue: string;
  /** `undefined` while the AWS endpoint does not respond. */
  readonly counts: CloudCounts | undefined;
}

export interface CloudCounts {
  readonly buckets: number;
  readonly repositories: number;
  readonly jobs: number;
  /** How many vCPUs of jobs run at once. */
  readonly vcpus: number;
}

export async function cloudStatus(name = DEFAULT_NAME): Promise<CloudStatus> {
  const names = cloudNames(name);
  const [aws, registry] = await Promise.all([
    observePart(names, names.aws),
    observePart(names, names.registry),
  ]);
  return {
    name,
    running: aws?.running === true && registry?.running === true,
    network: names.network,
    aws,
    registry,
    bucket: BUCKET,
    queue: QUEUE,
    counts: aws?.port === undefined ? undefined : await count(aws.port),
  };
}

/**
 * moto's own inventory (the number of objects by service and model, over all accounts and regions),
 * and Batch's.
 */
async function count(port: number): Promise<CloudCounts | undefined> {
  try {
    const endpointUrl = `http://127.0.0.1:${port}`;
    const [response, batch] = await Promise.all([
      fetch(`${endpointUrl}/moto-api/data.json`, { signal: AbortSignal.timeout(5_000) }),
      batchControls(endpointUrl).state(),
    ]);
    const data = (await response.json()) as Record<string, Record<string, unknown[]>>;
    return {
      buckets: data['s3']?.['FakeBucket']?.length ?? 0,
      repositories: data['ecr']?.['Repository']?.length ?? 0,
      jobs: batch.jobs,
      vcpus: batch.vcpus,
    };
  } catch {
    return undefined;
  }
}
