import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { randomUUID } from 'node:crypto';

/** A new bucket for one test file. */
export class TestBucket {
  readonly name: string;
  readonly #s3: S3Client;

  private constructor(s3: S3Client, name: string) {
    this.#s3 = s3;
    this.name = name;
  }

  static async create(s3: S3Client): Promise<TestBucket> {
    const name = `test-${randomUUID()}`;
    await s3.send(new CreateBucketCommand({ Bucket: name }));
    return new TestBucket(s3, name);
  }

  uri(key: string): string {
    return `s3://${this.name}/${key}`;
  }

  /** Returns the object's URI. */
  async put(key: string, content: string | Buffer): Promise<string> {
    const Body = Buffer.from(content);
    await this.#s3.send(
      new PutObjectCommand({ Bucket: this.name, Key: key, Body, ContentLength: Body.length }),
    );
    return this.uri(key);
  }

  async get(key: string): Promise<Buffer> {
    const { Body } = await this.#s3.send(new GetObjectCommand({ Bucket: this.name, Key: key }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  }

  async text(key: string): Promise<string> {
    return (await this.get(key)).toString('utf8');
  }

  /** A field of an object's user metadata. */
  async metadata(key: string, name: string): Promise<string> {
    const { Metadata } = await this.#s3.send(
      new HeadObjectCommand({ Bucket: this.name, Key: key }),
    );
    return Metadata?.[name] ?? '';
  }

  /** All keys below a prefix, sorted. */
  async keys(prefix = ''): Promise<string[]> {
    const keys: string[] = [];
    const pages = paginateListObjectsV2(
      { client: this.#s3 },
      { Bucket: this.name, Prefix: prefix, EncodingType: 'url' },
    );
    for await (const { Contents = [] } of pages)
      keys.push(...Contents.map(({ Key = '' }) => decodeURIComponent(Key.replaceAll('+', ' '))));
    return keys.sort();
  }

  /** The keys of multipart uploads that were neither completed nor aborted. */
  async unfinishedUploads(): Promise<string[]> {
    const { Uploads = [] } = await this.#s3.send(
      new ListMultipartUploadsCommand({ Bucket: this.name }),
    );
    return Uploads.map(({ Key = '' }) => Key);
  }
}
