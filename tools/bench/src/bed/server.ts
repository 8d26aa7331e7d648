import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { startS3Server, type S3Server } from '@joblayer/local-cloud';
import type { RunContext } from '../run-context.ts';
import { containerId, docker } from './docker.ts';
import type { Endpoint } from './endpoint.ts';

/**
 * Space for the objects of a load, for one copy by each side until the garbage is collected, and for unfinished
 * uploads.
 */
const STORE_MIB = 12 * 1024;
const PORT = 5000;
export const BUCKET = 'bench';

/** The S3 server of all sides, and what the bench does with it outside of timed runs. */
export class BenchServer {
  readonly containerId: string;
  /** The endpoint for containers in the bench's network. */
  readonly endpoint: Endpoint;
  readonly #server: S3Server;
  readonly #s3: S3Client;

  private constructor(server: S3Server, id: string) {
    const { name, accessKeyId, secretAccessKey, endpointUrl, env } = server;
    const url = `http://${name}:${PORT}`;
    this.containerId = id;
    this.endpoint = {
      scheme: 'http',
      url,
      accessKeyId,
      secretAccessKey,
      env: { ...env, AWS_ENDPOINT_URL: url },
    };
    this.#server = server;
    this.#s3 = new S3Client({
      endpoint: endpointUrl,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId, secretAccessKey },
      requestChecksumCalculation: 'WHEN_REQUIRED',
    });
  }

  static async start({ name, notify, signal }: RunContext, network: string): Promise<BenchServer> {
    const server = await startS3Server({
      name: `${name}-s3`,
      storeMiB: STORE_MIB,
      notify,
      signal,
    });
    await docker(['network', 'connect', network, server.name], signal);
    const started = new BenchServer(server, await containerId(server.name));
    await started.#s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
    await started.#warmUp();
    return started;
  }

  /** Ceph makes a pool at the first multipart upload. That takes seconds, which would slow the first side down. */
  async #warmUp(): Promise<void> {
    const object = { Bucket: BUCKET, Key: 'warm-up' };
    const { UploadId } = await this.#s3.send(new CreateMultipartUploadCommand(object));
    await this.#s3.send(new AbortMultipartUploadCommand({ ...object, UploadId }));
  }

  get name(): string {
    return this.#server.name;
  }

  /** The entity tags of all objects below a prefix, by their keys. */
  async etags(prefix: string): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    const pages = paginateListObjectsV2({ client: this.#s3 }, { Bucket: BUCKET, Prefix: prefix });
    for await (const { Contents = [] } of pages) {
      for (const { Key = '', ETag = '' } of Contents) found.set(Key, ETag.replaceAll('"', ''));
    }
    return found;
  }

  async put(key: string, text: string): Promise<void> {
    await this.#s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: text }));
  }

  async text(key: string): Promise<string> {
    const { Body } = await this.#s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
    return (await Body?.transformToString()) ?? '';
  }

  /** Deletes all objects below a prefix. The server frees their memory later. */
  async remove(prefix: string): Promise<void> {
    const pages = paginateListObjectsV2({ client: this.#s3 }, { Bucket: BUCKET, Prefix: prefix });
    for await (const { Contents = [] } of pages) {
      if (Contents.length === 0) continue;
      const Objects = Contents.map(({ Key }) => ({ Key }));
      await this.#s3.send(new DeleteObjectsCommand({ Bucket: BUCKET, Delete: { Objects } }));
    }
  }

  /** Makes the server free the memory of deleted objects now, not during a run. */
  async collectGarbage(): Promise<void> {
    await docker(['exec', this.name, 'radosgw-admin', 'gc', 'process', '--include-all']);
  }

  /** The version of the server's Debian package. */
  version(): Promise<string> {
    const query = ['dpkg-query', '--show', '--showformat', '${Version}', 'radosgw'];
    return docker(['exec', this.name, ...query]);
  }

  async stop(): Promise<void> {
    this.#s3.destroy();
    await this.#server.stop();
  }
}
