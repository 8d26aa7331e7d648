import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryS3 } from '../../testing/memory-s3.ts';
import { S3Store } from '../s3-store.ts';

const LOCATION = { scheme: 's3', bucket: MemoryS3.bucket, key: 'out/x.bam' } as const;
const signal = new AbortController().signal;

let server: MemoryS3;
let directory: string;
beforeEach(async () => {
  server = await MemoryS3.start();
  let count = 0;
  // S3 in front of a file system has such ETags: they look like MD5 sums, and differ each time.
  server.etagOf = () => `"${String((count += 1)).padStart(32, '0')}"`;
  directory = await mkdtemp(join(tmpdir(), 'etags-'));
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await rm(directory, { recursive: true });
});

const publish = async (sizeBytes: number, attempt = 'attempt-1') => {
  const source = join(directory, 'source');
  await writeFile(source, Buffer.alloc(sizeBytes, 'x'));
  const store = new S3Store({ env: server.env, signal, encryption: { sse: 'none' }, attempt });
  const write = await store.prepare(source, LOCATION, { signal, onBytes: () => undefined });
  return write.commit();
};

/** The server carries out requests of this method, but their responses are lost. */
const loseResponses = (method: string) => {
  server.intercept = (call, response) => {
    if (call.method !== method || call.query.has('uploads')) return false;
    response.writeHead = () => {
      response.socket?.resetAndDestroy();
      return response;
    };
    return false;
  };
};

describe.each([
  ['in one request', 7, 'PUT'],
  ['in parts', 9 * 1024 * 1024, 'POST'],
])('an output that is sent %s to a store whose ETags are not MD5 sums', (_, sizeBytes, method) => {
  it('is published', async () => {
    expect(await publish(sizeBytes)).toMatchObject({ sizeBytes });
    expect(server.objects.get(LOCATION.key)?.content).toHaveLength(sizeBytes);
  });

  it('is recognized by its mark if every response to the last request is lost', async () => {
    loseResponses(method);
    expect(await publish(sizeBytes)).toMatchObject({ sizeBytes });
  }, 30_000);

  it('is not reported as published if another writer’s object of that size is there', async () => {
    server.put(LOCATION.key, Buffer.alloc(sizeBytes), {
      'x-amz-meta-joblayer-attempt': 'another',
    });
    server.intercept = (call, response) => {
      if (call.method !== method || call.query.has('uploads')) return false;
      response.socket?.resetAndDestroy();
      return true;
    };
    await expect(publish(sizeBytes)).rejects.toMatchObject({ code: 'transient' });
  }, 30_000);
});
