import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MemoryS3, refuse } from '../../testing/memory-s3.ts';
import { S3Store } from '../s3-store.ts';

const LOCATION = { scheme: 's3', bucket: MemoryS3.bucket, key: 'dir/x.bam' } as const;

let server: MemoryS3;
let endpoint: Server;
let given: number;
const before = { ...process.env };
beforeEach(async () => {
  given = 0;
  // Hands out credentials as ECS does for a job's role.
  endpoint = createServer((_, response) => {
    given += 1;
    const keys = { AccessKeyId: `id-${given}`, SecretAccessKey: 'secret', Token: `token-${given}` };
    response.end(JSON.stringify({ ...keys, Expiration: new Date(Date.now() + 3.6e6) }));
  });
  endpoint.listen(0, '127.0.0.1');
  await once(endpoint, 'listening');
  const { port } = endpoint.address() as AddressInfo;
  const others = Object.entries(before).filter(([name]) => !name.startsWith('AWS_'));
  process.env = {
    ...Object.fromEntries(others),
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${port}/`,
  };
  server = await MemoryS3.start();
  server.put(LOCATION.key, 'content');
});
afterEach(async () => {
  process.env = { ...before };
  endpoint.closeAllConnections();
  endpoint.close();
  await once(endpoint, 'close');
  await server[Symbol.asyncDispose]();
});

const store = () =>
  new S3Store({
    env: { AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: server.url },
    signal: new AbortController().signal,
    encryption: { sse: 'none' },
  });
/** The first `count - 1` credentials have expired. S3 states no reason in its response to a HEAD. */
const expiredBefore = (count: number) => {
  server.intercept = ({ method, message }, response) => {
    const token = Number(/\d+$/.exec(String(message.headers['x-amz-security-token']))?.[0]);
    if (token >= count) return false;
    refuse(response, 400, method === 'HEAD' ? '' : 'ExpiredToken');
    return true;
  };
};

describe('credentials that expired while the job ran', () => {
  it.each([
    ['an object is looked for', () => store().stat(LOCATION)],
    ['a directory is listed', () => store().list({ ...LOCATION, key: 'dir/' })],
    ['an output is probed', () => store().probeWrite(LOCATION)],
    ['an object is removed', () => store().remove(LOCATION)],
  ])('are renewed once when %s', async (_, act) => {
    expiredBefore(2);
    await act();
    expect(given).toBe(2);
  });

  it('that S3 still refuses after a renewal are reported as expired', async () => {
    expiredBefore(Infinity);
    await expect(store().stat(LOCATION)).rejects.toMatchObject({
      code: 'access-denied',
      facts: { problem: 'the AWS credentials have expired' },
    });
    const list = store().list({ ...LOCATION, key: 'dir/' });
    await expect(list).rejects.toMatchObject({ code: 'access-denied' });
  });
});
