import { createComputeEnvironment } from './api/environments.ts';
import { createJobQueue } from './api/queues.ts';
import type { Batch } from './model/batch.ts';

/** The names of what every cloud has from its start. */
export interface DefaultNames {
  readonly bucket: string;
  readonly queue: string;
  /** Batch's own role. */
  readonly serviceRole: string;
}

/** Creates a bucket, a queue and what the queue needs. `url` is the server behind. */
export async function createDefaults(batch: Batch, url: string, names: DefaultNames) {
  const { region, accountId } = batch.place;
  const call = async (service: string, path: string, options: RequestInit) => {
    const credential = `local-cloud/20260101/${region}/${service}/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${credential}`;
    const headers = { ...(options.headers as Record<string, string>), authorization };
    const response = await fetch(`${url}${path}`, { ...options, headers });
    const text = await response.text();
    if (!response.ok) throw new Error(`${service} ${path}: HTTP ${response.status} ${text}`);
  };
  await call('s3', `/${names.bucket}`, { method: 'PUT' });
  await call('iam', '/', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      Action: 'CreateRole',
      Version: '2010-05-08',
      RoleName: names.serviceRole,
      AssumeRolePolicyDocument: JSON.stringify(TRUST_POLICY),
    }).toString(),
  });
  createComputeEnvironment(batch, {
    computeEnvironmentName: names.queue,
    type: 'UNMANAGED',
    serviceRole: `arn:aws:iam::${accountId}:role/${names.serviceRole}`,
  });
  createJobQueue(batch, {
    jobQueueName: names.queue,
    priority: 1,
    computeEnvironmentOrder: [{ order: 1, computeEnvironment: names.queue }],
  });
}

const TRUST_POLICY = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'batch.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
};
