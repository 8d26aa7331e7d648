import {
  CreateBucketCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { randomUUID } from 'node:crypto';
import { clientSettings } from './settings.ts';

const s3 = new S3Client({ ...clientSettings, forcePathStyle: true });
const Bucket = `local-cloud-${randomUUID()}`;
beforeAll(() => s3.send(new CreateBucketCommand({ Bucket })));
afterAll(() => s3.destroy());

it('S3 of the cloud returns an object unchanged, whatever its key', async () => {
  const Key = 'a dir/ä+%2F key.bin';
  const body = Buffer.from([0, 255, 10, 13]);
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: body }));
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  expect(Buffer.from((await Body?.transformToByteArray()) ?? [])).toEqual(body);
});

it('S3 of the cloud reports a missing object as missing', async () => {
  await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'none' }))).rejects.toBeInstanceOf(
    NoSuchKey,
  );
});
