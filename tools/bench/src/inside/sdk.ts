import {
  GetObjectCommand,
  paginateListObjectsV2,
  S3Client,
  type GetObjectCommandOutput,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import pLimit from 'p-limit';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Works like the examples of the AWS SDK: GetObject piped into a file, and lib-storage's Upload, with their defaults.
 *
 *     sdk down BUCKET KEY-OR-PREFIX/ PATH
 *     sdk up PATH BUCKET KEY-OR-PREFIX/
 */
const s3 = new S3Client({ forcePathStyle: true });
/** The number of connections that the SDK opens. */
const limit = pLimit(50);

async function download(bucket: string, key: string, target: string): Promise<void> {
  const { Body }: GetObjectCommandOutput = await s3.send(
    new GetObjectCommand({ Bucket: bucket, Key: key }),
  );
  await pipeline(Body as Readable, createWriteStream(target));
}

async function down(bucket: string, key: string, target: string): Promise<void> {
  if (!key.endsWith('/')) return await download(bucket, key, target);
  await mkdir(target, { recursive: true });
  const downloads: Promise<void>[] = [];
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: key })) {
    for (const { Key = '' } of page.Contents ?? []) {
      downloads.push(limit(() => download(bucket, Key, path.join(target, path.basename(Key)))));
    }
  }
  await Promise.all(downloads);
}

async function upload(file: string, bucket: string, key: string): Promise<void> {
  const params = { Bucket: bucket, Key: key, Body: createReadStream(file) };
  await new Upload({ client: s3, params }).done();
}

async function up(source: string, bucket: string, key: string): Promise<void> {
  if (!key.endsWith('/')) return await upload(source, bucket, key);
  const names = await readdir(source);
  await Promise.all(
    names.map((name) => limit(() => upload(path.join(source, name), bucket, `${key}${name}`))),
  );
}

const [direction, ...rest] = process.argv.slice(2) as [string, string, string, string];
await (direction === 'up' ? up : down)(...rest);
