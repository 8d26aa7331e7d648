import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request, with the facts by which a test chooses its fault. */
export interface S3Call {
  readonly method: string;
  /** Decoded, without the bucket. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly message: IncomingMessage;
  readonly body: Buffer;
}

/** Returns true if it sends a response of its own, or never will. Otherwise the server responds as S3 does. */
export type Intercept = (call: S3Call, response: ServerResponse) => boolean | undefined;

interface Stored {
  readonly content: Buffer;
  readonly headers: Record<string, string>;
  readonly lastModified: Date;
}

/** One bucket of an S3 server in memory, whose responses a test can replace. It checks no signature. */
export class MemoryS3 {
  static readonly bucket = 'bkt';
  readonly objects = new Map<string, Stored>();
  readonly uploads = new Map<string, { readonly key: string; readonly parts: Buffer[] }>();
  readonly calls: S3Call[] = [];
  intercept: Intercept = () => undefined;
  /** An MD5, unless a test replaces this function. */
  etagOf = (content: Buffer): string => `"${createHash('md5').update(content).digest('hex')}"`;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (message, response) => {
      this.#handle(message, response).catch(() => response.destroy());
    });
  }

  static async start(): Promise<MemoryS3> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new MemoryS3(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get env(): NodeJS.ProcessEnv {
    return {
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: this.url,
      AWS_ACCESS_KEY_ID: 'id',
      AWS_SECRET_ACCESS_KEY: 'secret',
    };
  }

  put(key: string, content: string | Buffer, headers: Record<string, string> = {}): string {
    this.objects.set(key, { content: Buffer.from(content), headers, lastModified: new Date() });
    return `s3://${MemoryS3.bucket}/${key}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = message;
    const { pathname, searchParams: query } = new URL(url, this.url);
    const key = decodeURIComponent(pathname).split('/').slice(2).join('/');
    const call = { method, key, query, message, body: await buffer(message) };
    this.calls.push(call);
    if (this.intercept(call, response)) return;
    if (method === 'PUT') return this.#put(call, response);
    if (method === 'POST') return this.#post(call, response);
    if (method === 'DELETE') return this.#delete(call, response);
    if (query.has('list-type')) return this.#list(call, response);
    if (query.has('uploads')) return xml(response, 200, '<ListMultipartUploadsResult/>');
    this.#get(call, response);
  }

  #get({ method, key, message }: S3Call, response: ServerResponse): void {
    const found = this.objects.get(key);
    if (!found) return refuse(response, 404, method === 'HEAD' ? '' : 'NoSuchKey');
    const { content, headers, lastModified } = found;
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(message.headers.range ?? '') ?? [];
    const start = Number(from ?? 0);
    const body = content.subarray(start, to ? Number(to) + 1 : undefined);
    const last = start + body.length - 1;
    response.writeHead(from === undefined ? 200 : 206, {
      ...{ etag: this.etagOf(content), 'content-length': body.length },
      ...{ 'last-modified': lastModified.toUTCString(), ...headers },
      ...(from !== undefined && { 'content-range': `bytes ${start}-${last}/${content.length}` }),
    });
    response.end(method === 'HEAD' ? undefined : body);
  }

  #put({ key, query, message, body }: S3Call, response: ServerResponse): void {
    const upload = this.uploads.get(query.get('uploadId') ?? '');
    if (upload) upload.parts[Number(query.get('partNumber'))] = body;
    else if (message.headers['if-none-match'] === '*' && this.objects.has(key)) {
      return refuse(response, 412, 'PreconditionFailed');
    } else this.put(key, body, marksOf(message));
    response.writeHead(200, { etag: this.etagOf(body) }).end();
  }

  #post({ key, query, message }: S3Call, response: ServerResponse): void {
    const id = query.get('uploadId');
    if (id === null) {
      const started = randomUUID();
      this.uploads.set(started, { key, parts: [] });
      this.#marks.set(started, marksOf(message));
      const about = `<Bucket>${MemoryS3.bucket}</Bucket><UploadId>${started}</UploadId>`;
      return xml(
        response,
        200,
        `<InitiateMultipartUploadResult>${about}</InitiateMultipartUploadResult>`,
      );
    }
    const upload = this.uploads.get(id);
    if (!upload) return refuse(response, 404, 'NoSuchUpload');
    this.uploads.delete(id);
    const content = Buffer.concat(upload.parts.filter((part) => part !== undefined));
    this.put(key, content, this.#marks.get(id));
    const etag = `<ETag>${this.etagOf(content)}</ETag>`;
    xml(response, 200, `<CompleteMultipartUploadResult>${etag}</CompleteMultipartUploadResult>`);
  }

  readonly #marks = new Map<string, Record<string, string>>();

  #delete({ key, query }: S3Call, response: ServerResponse): void {
    const id = query.get('uploadId');
    if (id === null) this.objects.delete(key);
    else this.uploads.delete(id);
    response.writeHead(204).end();
  }

  #list({ query }: S3Call, response: ServerResponse): void {
    const prefix = query.get('prefix') ?? '';
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(prefix)).sort();
    const contents = keys.map((key) => {
      const { content, headers } = this.objects.get(key) as Stored;
      return entryOf(key, content.length, this.etagOf(content), headers['x-amz-storage-class']);
    });
    xml(response, 200, listOf(contents.join('')));
  }
}

/** An entry of a list, as S3 writes it if the request asks for encoded keys. */
export const entryOf = (
  key: string,
  size: number,
  etag = '"0"',
  storageClass = 'STANDARD',
): string =>
  `<Contents><Key>${encodeURIComponent(key)}</Key><Size>${size}</Size><ETag>${etag}</ETag><StorageClass>${storageClass}</StorageClass></Contents>`;

/** A page of a list. It is truncated if there is a token for the next page. */
export const listOf = (contents: string, next?: string): string =>
  `<ListBucketResult><Name>${MemoryS3.bucket}</Name><EncodingType>url</EncodingType><IsTruncated>${next !== undefined}</IsTruncated>${next === undefined ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`}${contents}</ListBucketResult>`;

export const xml = (response: ServerResponse, status: number, body: string): void =>
  void response
    .writeHead(status, {
      'content-type': 'application/xml',
      'content-length': Buffer.byteLength(body),
    })
    .end(body);

/** Responds with an error of S3. An empty code means no body, as in a response to a HEAD. */
export function refuse(response: ServerResponse, status: number, code: string, more = ''): void {
  if (code === '') return void response.writeHead(status).end();
  xml(response, status, `<Error><Code>${code}</Code>${more}</Error>`);
}

/** The user metadata in the headers of a write. */
const marksOf = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] =>
      entry[0].startsWith('x-amz-meta-'),
    ),
  );
