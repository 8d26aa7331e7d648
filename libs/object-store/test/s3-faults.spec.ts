import {
  cephS3,
  FaultProxy,
  motoS3,
  TestBucket,
  type Fault,
  type TestS3,
} from '@joblayer/verify/testing';
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Store } from '../src/s3/s3-store.ts';

const MIB = 1024 * 1024;
const SMALL = randomBytes(100_000);
const LARGE = randomBytes(33 * MIB);
const ceph = cephS3();
const moto = motoS3();
const transfer = { signal: new AbortController().signal, onBytes: () => undefined };

let directory: string;
beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), 's3-faults-'))));
afterEach(() => rm(directory, { recursive: true }));

const storeBehind = (proxy: FaultProxy, { env }: TestS3) =>
  new S3Store({
    env: { ...env, AWS_ENDPOINT_URL: proxy.url },
    signal: transfer.signal,
    encryption: { sse: 'none' },
    bodyIdleMs: 500,
  });

const isDownload = ({ method }: IncomingMessage) => method === 'GET';

/** Downloads an object through a proxy that makes its first `times` requests fail, or all of them. */
const download = async (server: TestS3, content: Buffer, fault: Fault, times?: number) => {
  const bucket = await TestBucket.create(server.s3);
  await bucket.put('object', content);
  await using proxy = await FaultProxy.before(server.endpointUrl, {
    fault,
    matches: isDownload,
    ...(times !== undefined && { times }),
  });
  const store = storeBehind(proxy, server);
  const info = await store.stat({ scheme: 's3', bucket: bucket.name, key: 'object' });
  let counted = 0;
  const target = join(directory, 'target');
  const options = { ...transfer, onBytes: (bytes: number) => (counted += bytes) };
  const error: unknown = await store.fetch(info, target, options).then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(proxy.injected).toBeGreaterThanOrEqual(times ?? 1);
  if (error !== undefined) {
    expect(await readdir(directory)).toEqual([]);
    return error;
  }
  expect(counted).toBe(content.length);
  expect(await readdir(directory)).toEqual(['target']);
  expect((await readFile(target)).equals(content)).toBe(true);
  return undefined;
};

const SIZES = [
  ['small', SMALL],
  ['large', LARGE],
] as const;
const PASSING = [
  'cut',
  'truncated',
  'stall',
  'wrong-bytes',
  'reset',
  'error-500',
  'slow-down',
] as const;

describe.each(SIZES)('a download of a %s object', (_, content) => {
  it.each(PASSING)('arrives unchanged after two requests failed by %s', async (fault) => {
    expect(await download(ceph, content, fault, 2)).toBeUndefined();
  });

  it.each<[Fault, string]>([
    ['cut', 'transient'],
    ['truncated', 'transient'],
    ['stall', 'transient'],
    ['reset', 'transient'],
    ['error-500', 'transient'],
    ['slow-down', 'transient'],
    ['wrong-bytes', 'bad-data'],
    ['changed-etag', 'bad-data'],
    ['expired-token', 'access-denied'],
  ])('of which every request fails by %s ends with the error %s', async (fault, code) => {
    expect(await download(ceph, content, fault)).toMatchObject({ code });
  });

  it('that differs from its checksum fails with the expected and the found checksum', async () => {
    expect(await download(ceph, content, 'wrong-bytes')).toMatchObject({
      facts: { problem: expect.stringMatching(/expected md5 \S+==, found \S+==/) },
    });
  });
});

const isPart = ({ method, url = '' }: IncomingMessage) =>
  method === 'PUT' && url.includes('partNumber=');
const isPut = ({ method }: IncomingMessage) => method === 'PUT';
const isComplete = ({ method, url = '' }: IncomingMessage) =>
  method === 'POST' && url.includes('uploadId=');

/** Publishes a file through a proxy. An upload that fails must leave nothing. */
const upload = async (
  content: Buffer,
  fault: Fault,
  matches: (message: IncomingMessage) => boolean,
  times?: number,
  ifAbsent = false,
) => {
  const bucket = await TestBucket.create(ceph.s3);
  const source = join(directory, 'source');
  await writeFile(source, content);
  await using proxy = await FaultProxy.before(ceph.endpointUrl, {
    fault,
    matches,
    ...(times !== undefined && { times }),
  });
  const store = storeBehind(proxy, ceph);
  const location = { scheme: 's3', bucket: bucket.name, key: 'object' } as const;
  const error: unknown = await store
    .prepare(source, location, transfer)
    .then((pending) => pending.commit({ ifAbsent }))
    .then(
      () => undefined,
      (caught: unknown) => caught,
    );
  expect(proxy.injected).toBeGreaterThanOrEqual(times ?? 1);
  expect(await bucket.unfinishedUploads()).toEqual([]);
  if (error === undefined) expect((await bucket.get('object')).equals(content)).toBe(true);
  else expect(await bucket.keys()).toEqual([]);
  return error;
};

describe('an upload', () => {
  it.each(['error-500', 'slow-down', 'reset', 'response-lost'] as const)(
    'is published although requests failed by %s',
    async (fault) => {
      expect(await upload(SMALL, fault, isPut, 2)).toBeUndefined();
      expect(await upload(LARGE, fault, isPart, 2)).toBeUndefined();
      expect(await upload(LARGE, fault, isComplete, 2)).toBeUndefined();
    },
  );

  it('is published although the first responses to its completion are errors under status 200', async () => {
    expect(await upload(LARGE, 'error-in-200', isComplete, 2)).toBeUndefined();
  });

  it('is reported as published although every response is lost', async () => {
    expect(await upload(SMALL, 'response-lost', isPut)).toBeUndefined();
    expect(await upload(LARGE, 'response-lost', isComplete)).toBeUndefined();
  });

  it('with `ifAbsent` is reported as published if only its own repetition is refused', async () => {
    expect(await upload(SMALL, 'response-lost', isPut, 1, true)).toBeUndefined();
  });

  it.each<[Fault, string]>([
    ['error-500', 'transient'],
    ['reset', 'transient'],
    ['expired-token', 'access-denied'],
  ])('of which every request fails by %s ends with %s and leaves nothing', async (fault, code) => {
    expect(await upload(SMALL, fault, isPut)).toMatchObject({ code });
    expect(await upload(LARGE, fault, isPart)).toMatchObject({ code });
    expect(await upload(LARGE, fault, isComplete)).toMatchObject({ code });
  });

  it('leaves nothing if every response to its completion is an error under status 200', async () => {
    expect(await upload(LARGE, 'error-in-200', isComplete)).toMatchObject({ code: 'transient' });
  });
});

describe('the checksum of parts that S3 keeps of a large object', () => {
  it('is compared, so that a download with wrong bytes is repeated', async () => {
    const bucket = await TestBucket.create(moto.s3);
    const source = join(directory, 'source');
    await writeFile(source, LARGE);
    const location = { scheme: 's3', bucket: bucket.name, key: 'parts' } as const;
    await using proxy = await FaultProxy.before(moto.endpointUrl, {
      fault: 'wrong-bytes',
      matches: (message) => isDownload(message) && message.url?.includes('parts') === true,
      times: 1,
    });
    const store = storeBehind(proxy, moto);
    await (await store.prepare(source, location, transfer)).commit();
    await store.fetch(await store.stat(location), join(directory, 'target'), transfer);
    expect((await readFile(join(directory, 'target'))).equals(LARGE)).toBe(true);
  });
});
