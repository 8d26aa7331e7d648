import { CreateMultipartUploadCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { cephS3, motoS3, TestBucket } from '@joblayer/verify/testing';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { S3Location } from '../src/location/location.ts';
import type { ListedObject } from '../src/object-store.ts';
import { S3Store } from '../src/s3/s3-store.ts';
import { abortUploads } from '../src/s3/write/abort-uploads.ts';
import type { UnfinishedUpload, UploadJournal } from '../src/store-journal.ts';
import { describeObjectStore } from '../src/testing/index.ts';

describe.each([motoS3(), cephS3()])('with $name as the S3 server,', ({ name, env, s3 }) => {
  // Ceph encrypts only with keys of a key service.
  const encryption = { sse: name === 'Ceph' ? 'none' : 'AES256' } as const;
  const newStore = (signal = new AbortController().signal) =>
    new S3Store({ env, signal, encryption, attempt: randomUUID() });

  let current: TestBucket | undefined;
  afterEach(async () => expect(await current?.unfinishedUploads()).toEqual(current && []));

  describeObjectStore('the store', async (signal) => {
    const bucket = (current = await TestBucket.create(s3));
    return {
      store: newStore(signal),
      directory: { scheme: 's3', bucket: bucket.name, key: 'base/' },
      put: async (path, content) => void (await bucket.put(`base/${path}`, content)),
      paths: async () => (await bucket.keys()).map((key) => key.slice('base/'.length)),
      read: (path) => bucket.get(`base/${path}`),
    };
  });

  describe('an S3 directory', () => {
    it('with more than a page of keys is listed whole, without its directory markers', async () => {
      const bucket = await TestBucket.create(s3);
      await bucket.put('dir/', '');
      await bucket.put('dir/sub/', '');
      const names = Array.from({ length: 1_050 }, (_, i) => `f${String(i).padStart(4, '0')}`);
      for (let i = 0; i < names.length; i += 50) {
        await Promise.all(names.slice(i, i + 50).map((name) => bucket.put(`dir/${name}`, '')));
      }
      const parts: (readonly ListedObject[])[] = [];
      const directory = { scheme: 's3', bucket: bucket.name, key: 'dir/' } as const;
      const listed = await newStore().list(directory, (objects) => parts.push(objects));
      expect(listed.map((object) => object.relativePath)).toEqual(names);
      // Called before the second page, the last one, arrives.
      expect(parts).toHaveLength(1);
      expect(parts[0]?.every((object, index) => object === listed[index])).toBe(true);
    });

    it('with a key that would lead out of it is refused, and the error names that key', async () => {
      const bucket = await TestBucket.create(s3);
      await bucket.put('dir/a/../../b', 'x');
      await expect(
        newStore().list({ scheme: 's3', bucket: bucket.name, key: 'dir/' }),
      ).rejects.toMatchObject({ code: 'bad-data', facts: { location: { key: 'dir/a/../../b' } } });
    });
  });

  describe('a key that is both an object and a prefix', () => {
    it('is a file or a directory as requested, but is refused inside a listed directory', async () => {
      const bucket = await TestBucket.create(s3);
      await bucket.put('a', 'object');
      await bucket.put('a/b', 'below');
      await bucket.put('/led', 'by a slash');
      const at = (key: string) => ({ scheme: 's3', bucket: bucket.name, key }) as const;
      expect(await newStore().stat(at('a'))).toMatchObject({ sizeBytes: 6 });
      expect(await newStore().stat(at('/led'))).toMatchObject({ sizeBytes: 10 });
      expect(await newStore().list(at('a/'))).toMatchObject([{ relativePath: 'b', sizeBytes: 5 }]);
      expect(await newStore().list(at('/'))).toMatchObject([{ relativePath: 'led' }]);
      await bucket.put('dir/a', 'object');
      await bucket.put('dir/a/b', 'below');
      await expect(newStore().list(at('dir/'))).rejects.toMatchObject({
        code: 'bad-data',
        facts: { location: { key: 'dir/a/b' } },
      });
    });
  });

  describe('an object that cannot be brought', () => {
    it('because it was overwritten after it was found is refused, and nothing is left', async () => {
      const bucket = await TestBucket.create(s3);
      const location = { scheme: 's3', bucket: bucket.name, key: 'x' } as const;
      await bucket.put('x', 'old');
      const store = newStore();
      const info = await store.stat(location);
      const directory = await mkdtemp(join(tmpdir(), 's3-store-'));
      // moto ignores If-Match, but the size also shows the change.
      await bucket.put('x', 'newer');
      await expect(
        store.fetch(info, join(directory, 'x'), {
          signal: new AbortController().signal,
          onBytes: () => undefined,
        }),
      ).rejects.toMatchObject({ name: 'StoreError' });
      expect(await readdir(directory)).toEqual([]);
      await rm(directory, { recursive: true });
    });

    it('because its bucket does not exist is an absent input, or an unwritable output', async () => {
      await expect(
        newStore().stat({ scheme: 's3', bucket: 'no-such-bucket-here', key: 'x' }),
      ).rejects.toMatchObject({ code: 'input-absent' });
      await expect(
        newStore().probeWrite({ scheme: 's3', bucket: 'no-such-bucket-here', key: 'x' }),
      ).rejects.toMatchObject({ code: 'cannot-write-output' });
    });

    it('because the server is gone fails with a transient error', async () => {
      const signal = new AbortController().signal;
      const gone = { ...env, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };
      const store = new S3Store({ env: gone, signal, encryption });
      await expect(store.stat({ scheme: 's3', bucket: 'bucket', key: 'x' })).rejects.toMatchObject({
        code: 'transient',
      });
    });
  });

  describe('the journal of multipart uploads', () => {
    it('contains exactly the unfinished uploads, so that they can be aborted', async () => {
      const bucket = await TestBucket.create(s3);
      const open = new Map<string, UnfinishedUpload>();
      const journal: UploadJournal = {
        uploadIntended: () => 'i',
        uploadStarted: (_, upload) => void open.set(upload.uploadId, upload),
        uploadEnded: (uploadId) => void open.delete(uploadId),
      };
      const store = new S3Store({ env, signal: new AbortController().signal, encryption, journal });
      const directory = await mkdtemp(join(tmpdir(), 's3-store-'));
      const source = join(directory, 'large');
      await writeFile(source, randomBytes(17 * 1024 * 1024));
      const transfer = { signal: new AbortController().signal, onBytes: () => undefined };
      const prepare = (key: string) =>
        store.prepare(source, { scheme: 's3', bucket: bucket.name, key }, transfer);

      await store.probeWrite({ scheme: 's3', bucket: bucket.name, key: 'probe' });
      await (await prepare('published')).commit();
      await (await prepare('discarded')).discard();
      expect([...open.values()]).toEqual([]);

      await prepare('left by a kill');
      const left = [...open.values()];
      expect(left).toMatchObject([{ bucket: bucket.name, key: 'left by a kill' }]);
      expect(await bucket.unfinishedUploads()).toEqual(['left by a kill']);
      const abort = (uploads: readonly UnfinishedUpload[], where = env) =>
        abortUploads(where, { uploads, intendedUploads: [] });
      expect(await abort(left)).toEqual({ uploads: [], intendedUploads: [] });
      expect(await bucket.unfinishedUploads()).toEqual([]);
      expect(await abort(left)).toEqual({ uploads: [], intendedUploads: [] });
      const gone = { ...env, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };
      expect(await abort(left, gone)).toEqual({ uploads: left, intendedUploads: [] });
      await rm(directory, { recursive: true });
    });
  });
});

// Not with moto: it states the same time for all uploads.
it('an upload whose id never reached the job is found by its key, its time and its lack of parts', async () => {
  const { env, s3 } = cephS3();
  const bucket = await TestBucket.create(s3);
  const start = async (Key: string, content?: string) => {
    const { UploadId } = await s3.send(
      new CreateMultipartUploadCommand({ Bucket: bucket.name, Key }),
    );
    if (content === undefined) return;
    const part = { Bucket: bucket.name, Key, UploadId, PartNumber: 1, Body: content };
    await s3.send(new UploadPartCommand(part));
  };
  const abort = (atMs: number) => {
    const intendedUploads = [{ bucket: bucket.name, key: 'out/x', atMs }];
    return abortUploads(env, { uploads: [], intendedUploads });
  };
  const atMs = Date.now();
  await start('out/x');
  await start('out/x', 'of a job that knows it');
  await start('out/xy');
  await abort(atMs - 3_600_000);
  expect(await bucket.unfinishedUploads()).toEqual(['out/x', 'out/x', 'out/xy']);
  // The job had asked S3 several times for a while before S3 began this upload.
  expect(await abort(atMs - 170_000)).toEqual({ uploads: [], intendedUploads: [] });
  expect(await bucket.unfinishedUploads()).toEqual(['out/x', 'out/xy']);
});

// Not with moto: it refuses such keys.
it('keys with control characters are listed, brought and published', async () => {
  const { env, s3 } = cephS3();
  const bucket = await TestBucket.create(s3);
  const key = 'tab\tand\nnew line\u0001\u007f';
  await bucket.put(`dir/${key}`, 'content');
  const signal = new AbortController().signal;
  const store = new S3Store({ env, signal, encryption: { sse: 'none' } });
  const [found] = await store.list({ scheme: 's3', bucket: bucket.name, key: 'dir/' });
  expect(found).toMatchObject({ relativePath: key, sizeBytes: 7 });
  const directory = await mkdtemp(join(tmpdir(), 's3-store-'));
  const target = join(directory, key);
  const transfer = { signal, onBytes: () => undefined };
  await store.fetch(found as ListedObject<S3Location>, target, transfer);
  const out = { scheme: 's3', bucket: bucket.name, key: `out/${key}` } as const;
  await (await store.prepare(target, out, transfer)).commit();
  expect(await bucket.keys('out/')).toEqual([`out/${key}`]);
  await rm(directory, { recursive: true });
});
