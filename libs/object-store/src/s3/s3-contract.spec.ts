import { randomUUID } from 'node:crypto';
import { describeObjectStore, MemoryS3 } from '../testing/index.ts';
import { S3Store } from './s3-store.ts';

let server: MemoryS3;
beforeEach(async () => {
  server = await MemoryS3.start();
});
afterEach(() => server[Symbol.asyncDispose]());

const BASE = 'base/';
/** `test/s3-store.spec.ts` runs the same contract against two real servers. */
describeObjectStore('the store of S3, with a server in memory', async (signal) => ({
  store: new S3Store({
    ...{ env: server.env, signal, encryption: { sse: 'none' }, attempt: randomUUID() },
  }),
  directory: { scheme: 's3', bucket: MemoryS3.bucket, key: BASE },
  put: async (path, content) => void server.put(`${BASE}${path}`, content),
  paths: async () => [...server.objects.keys()].map((key) => key.slice(BASE.length)).sort(),
  read: async (path) => server.objects.get(`${BASE}${path}`)?.content ?? Buffer.of(),
}));
