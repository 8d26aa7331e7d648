import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreError } from '../../errors.ts';
import { createS3Client } from './client.ts';
import { SdkSender } from '../connection/sdk-sender.ts';
import { HttpServer } from '../../testing/http-server.ts';
import { S3Store } from '../s3-store.ts';

const MIB = 1024 * 1024;
const location = { scheme: 's3', bucket: 'bucket', key: 'object' } as const;
const transfer = { signal: new AbortController().signal, onBytes: () => undefined };

let server: HttpServer;
let local: string;
/** The methods of requests that make an object visible, or remove one. */
let writes: string[];
let reply: (message: IncomingMessage, response: ServerResponse) => void;
beforeEach(async () => {
  local = await mkdtemp(join(tmpdir(), 'each-try-'));
  writes = [];
  reply = (_, response) => response.writeHead(500).end();
  server = await HttpServer.start((message, response) => {
    message.resume();
    const { method = '', url = '' } = message;
    if (method === 'HEAD') return void response.writeHead(404).end();
    if (url.includes('?uploads')) {
      const started = '<InitiateMultipartUploadResult><UploadId>u</UploadId>';
      return void response.end(`${started}</InitiateMultipartUploadResult>`);
    }
    if (url.includes('partNumber=')) return void response.writeHead(200, { etag: '"0"' }).end();
    if (method === 'DELETE' && url.includes('uploadId=')) {
      return void response.writeHead(204).end();
    }
    writes.push(method);
    reply(message, response);
  });
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await rm(local, { recursive: true });
});

const store = () =>
  new S3Store({ env: server.env, signal: transfer.signal, encryption: { sse: 'none' } });
const prepare = async (into: S3Store, sizeBytes: number) => {
  const source = join(local, 'source');
  await writeFile(source, Buffer.alloc(sizeBytes));
  return into.prepare(source, location, transfer);
};

/** A check that allows `most` tries. */
const allowing = (most: number) => {
  let tries = 0;
  return () => {
    tries += 1;
    if (tries > most) throw new StoreError({ code: 'transient', problem: 'it is another’s now' });
  };
};

describe('a request whose check forbids further tries', () => {
  it.each([
    ['a small output', 7],
    ['a large output', 9 * MIB],
  ])('is not tried again for %s', async (_, sizeBytes) => {
    const write = await prepare(store(), sizeBytes);
    const commit = write.commit({ beforeEachTry: allowing(1) });
    await expect(commit).rejects.toThrow('another’s');
    expect(writes).toEqual([sizeBytes > 8 * MIB ? 'POST' : 'PUT']);
  });

  it('is not tried again for an output that the SDK sends', async () => {
    const content = Buffer.from('content');
    const put = new SdkSender(createS3Client(server.env)).put({
      ...{ location, content, crc32: 'AAAAAA==', ifAbsent: false, attempt: '' },
      ...{ encryption: { sse: 'none' }, beforeEachTry: allowing(1) },
    });
    await expect(put).rejects.toThrow('another’s');
    expect(writes).toEqual(['PUT']);
  });

  it('is not tried again for a removal', async () => {
    const removal = store().remove(location, { beforeEachTry: allowing(1) });
    await expect(removal).rejects.toThrow('another’s');
    expect(writes).toEqual(['DELETE']);
  });

  it('is not sent on another connection after the server closed a kept one', async () => {
    const into = store();
    reply = (_, response) => response.writeHead(200, { etag: '"0"' }).end();
    await (await prepare(into, 7)).commit();
    reply = (_, response) => response.socket?.destroy();
    const commit = (await prepare(into, 7)).commit({ beforeEachTry: allowing(1) });
    await expect(commit).rejects.toThrow('another’s');
    expect(writes).toEqual(['PUT', 'PUT']);
  });

  it('is not sent at all if the check already forbids the first try', async () => {
    const commit = (await prepare(store(), 7)).commit({ beforeEachTry: allowing(0) });
    await expect(commit).rejects.toThrow('another’s');
    expect(writes).toEqual([]);
  });
});
