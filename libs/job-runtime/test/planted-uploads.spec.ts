import { CreateMultipartUploadCommand } from '@aws-sdk/client-s3';
import { S3Store } from '@joblayer/object-store/s3-store';
import { cephS3, TestBucket } from '@joblayer/verify/testing';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobEvent } from '../src/job/events.ts';
import { rollBack } from '../src/publish/rollback.ts';
import { JobJournal } from '../src/scratch/job-journal.ts';
import { leftovers } from '../src/scratch/leftovers.ts';
import { createScratch, removeScratch } from '../src/scratch/scratch.ts';

/** Ceph needs a key service to encrypt. */
const SSE = { sse: 'none' } as const;

it('a sweep does not abort a running job’s upload, even if a forged journal lists it', async () => {
  const { env, s3 } = cephS3();
  const bucket = await TestBucket.create(s3);
  const base = await mkdtemp(join(tmpdir(), 's3-store-'));
  const { signal } = new AbortController();
  const running = await createScratch(base);
  const journal = new JobJournal();
  journal.openIn(running.root);
  const { UploadId = '' } = await s3.send(
    new CreateMultipartUploadCommand({ Bucket: bucket.name, Key: 'out/x' }),
  );
  const upload = { bucket: bucket.name, key: 'out/x', uploadId: UploadId };
  journal.uploadStarted('i', upload);

  const dead = join(base, 'dead');
  await mkdir(dead);
  const planted = new JobJournal();
  planted.openIn(dead);
  planted.uploadStarted('j', upload);
  planted.uploadIntended({ ...upload, atMs: Date.now() });
  const events: JobEvent[] = [];
  const sweep = () =>
    rollBack(leftovers(dead), dead, {
      ...{ signal, env, scratchDir: base, emit: (event) => events.push(event) },
      storesWith: () => () => Promise.resolve(new S3Store({ env, signal, encryption: SSE })),
    });
  await sweep();
  expect(await bucket.unfinishedUploads()).toEqual(['out/x']);
  expect(events).toMatchObject([
    { type: 'warning', message: expect.stringContaining('belongs to a running job') as string },
  ]);

  // Once that job is gone, the sweep can no longer see that the journal is forged.
  await removeScratch(running);
  await sweep();
  expect(await bucket.unfinishedUploads()).toEqual([]);
  expect(events.at(-1)).toMatchObject({ type: 'upload-aborted', location: { key: 'out/x' } });
  await rm(base, { recursive: true });
});
