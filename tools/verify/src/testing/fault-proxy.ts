import { once } from 'node:events';
import {
  createServer,
  request,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/**
 * The fault of a request:
 * - `cut`: half of the body, then the connection breaks with a reset
 * - `truncated`: half of the body with the right Content-Length, then a regular end of the
 * connection
 * - `stall`: half of the body, then nothing more, forever
 * - `wrong-bytes`: one byte in the middle of the body differs, in each request another
 * - `reset`: the connection breaks before the server saw the request
 * - `response-lost`: the server executes the request, then the connection breaks without a response
 * - `error-500`, `slow-down`, `expired-token`: S3's errors of these names, without the server
 * - `error-in-200`: an error's XML with status 200, as CompleteMultipartUpload may respond
 * - `no-conditions`: the server gets the request without If-None-Match, as one that ignores the
 * condition
 * - `conditions-501`: a request with If-None-Match is refused as not implemented, others pass
 * - `other-etag`: the ETag looks like an MD5 but is not, and the server keeps no checksum
 * - `kms-denied`: the role may not use the key of the object
 * - `unknown-key-id`: the access key does not exist
 * - `kms-denied-write`: the role may not use the key that the bucket encrypts with
 * - `archived`: the object is in an archive tier; in a list, each object
 * - `endless-list`: each page of a list says that another follows, always under the same name
 * - `no-ranges`: the response is the whole object, whichever range was requested
 * - `skewed-clock`: the clock of the host is wrong
 * - `silent`: the request is accepted, and no response ever comes
 * - `changed-etag`: the object was overwritten in the meantime: conditional ranges are refused with
 * 412
 */
export type Fault =
  | 'cut'
  | 'truncated'
  | 'stall'
  | 'wrong-bytes'
  | 'reset'
  | 'response-lost'
  | 'error-500'
  | 'slow-down'
  | 'expired-token'
  | 'error-in-200'
  | 'changed-etag'
  | 'no-conditions'
  | 'conditions-501'
  | 'other-etag'
  | 'kms-denied'
  | 'unknown-key-id'
  | 'kms-denied-write'
  | 'archived'
  | 'endless-list'
  | 'no-ranges'
  | 'skewed-clock'
  | 'silent';

export interface FaultRule {
  readonly fault: Fault;
  readonly matches: (message: IncomingMessage) => boolean;
  /** Only the first requests that match, this number of them. Default: all. */
  readonly times?: number;
}

interface RawResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const ERRORS: Readonly<Partial<Record<Fault, readonly [number, string, string]>>> = {
  'error-500': [500, 'InternalError', 'We encountered an internal error. Please try again.'],
  'slow-down': [503, 'SlowDown', 'Please reduce your request rate.'],
  'expired-token': [403, 'ExpiredToken', 'The provided token has expired.'],
  'error-in-200': [200, 'InternalError', 'We encountered an internal error. Please try again.'],
  'conditions-501': [501, 'NotImplemented', 'A header you provided is not implemented.'],
  'kms-denied': [
    403,
    'AccessDenied',
    'You are not authorized to perform: kms:Decrypt on this key.',
  ],
  'kms-denied-write': [
    403,
    'AccessDenied',
    'You are not authorized to perform: kms:GenerateDataKey on this key.',
  ],
  'skewed-clock': [403, 'RequestTimeTooSkewed', 'The difference between the times is too large.'],
  'unknown-key-id': [403, 'InvalidAccessKeyId', 'The AWS Access Key Id does not exist.'],
  'changed-etag': [412, 'PreconditionFailed', 'At least one of the preconditions did not hold.'],
};

const CONDITIONAL: ReadonlySet<Fault> = new Set(['no-conditions', 'conditions-501']);

/**
 * An HTTP proxy on loopback in front of a real S3 server. Requests through it fail as networks and
 * S3 fail.
 */
export class FaultProxy {
  readonly url: string;
  readonly #server: Server;
  readonly #target: URL;
  readonly #rule: FaultRule;
  #injected = 0;

  private constructor(server: Server, target: URL, rule: FaultRule) {
    this.#server = server;
    this.#target = target;
    this.#rule = rule;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async before(target: string, rule: FaultRule): Promise<FaultProxy> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new FaultProxy(server, new URL(target), rule);
    server.on('request', (message, response) => {
      proxy.#handle(message, response).catch(() => response.destroy());
    });
    return proxy;
  }

  /** The number of requests that failed so far. */
  get injected(): number {
    return this.#injected;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { fault, matches, times = Infinity } = this.#rule;
    const isMeant = !CONDITIONAL.has(fault) || message.headers['if-none-match'] !== undefined;
    const strikes = isMeant && matches(message) && this.#injected < times;
    if (strikes) this.#injected += 1;
    const sent = await buffer(message);
    if (!strikes) return pass(response, await this.#forward(message, sent));
    if (fault === 'silent') return;
    if (fault === 'reset') return void response.socket?.resetAndDestroy();
    const [status, code, text] = ERRORS[fault] ?? [];
    if (status !== undefined) return pass(response, errorResponse(status, code, text));
    if (fault === 'no-ranges') delete message.headers.range;
    if (fault === 'no-conditions') delete message.headers['if-none-match'];
    if (fault === 'other-etag') delete message.headers['if-match'];
    disturb(fault, response, await this.#forward(message, sent));
  }

  /** With the Host header of the proxy, for which the request was signed. */
  async #forward({ method, url, headers }: IncomingMessage, sent: Buffer): Promise<RawResponse> {
    const { hostname, port } = this.#target;
    const onward = request({ hostname, port, method, path: url, headers });
    onward.end(sent);
    const [received] = (await once(onward, 'response')) as [IncomingMessage];
    return {
      status: received.statusCode ?? 502,
      headers: received.headers,
      body: await buffer(received),
    };
  }
}

function pass(response: ServerResponse, { status, headers, body }: RawResponse): void {
  response.writeHead(status, headers);
  response.end(body);
}

function disturb(fault: Fault, response: ServerResponse, received: RawResponse): void {
  const { status, headers, body } = received;
  const half = body.length >> 1;
  if (fault === 'response-lost') return void response.socket?.resetAndDestroy();
  if (fault === 'wrong-bytes') {
    const other = Buffer.from(body);
    if (other.length > 0) other.writeUInt8((other[half] ?? 0) ^ damage(), half);
    return pass(response, { ...received, body: other });
  }
  if (fault === 'no-conditions' || fault === 'no-ranges') return pass(response, received);
  if (fault === 'other-etag') return pass(response, withOtherEtag(received));
  if (fault === 'archived') {
    const list = replaced(received, '>STANDARD<', '>GLACIER<');
    return pass(response, {
      ...list,
      headers: { ...list.headers, 'x-amz-storage-class': 'GLACIER' },
    });
  }
  if (fault === 'endless-list') {
    const next = '>true</IsTruncated><NextContinuationToken>again</NextContinuationToken>';
    return pass(response, replaced(received, '>false</IsTruncated>', next));
  }
  response.writeHead(status, headers);
  response.write(body.subarray(0, half), () => {
    if (fault === 'cut') response.socket?.resetAndDestroy();
    if (fault === 'truncated') response.socket?.end();
  });
}

/** The same response with another text wherever `text` is in its body. */
function replaced(received: RawResponse, text: string, other: string): RawResponse {
  if (!received.body.includes(text)) return received;
  const body = Buffer.from(received.body.toString().replaceAll(text, other));
  // Its new length must not contradict a chunked encoding.
  const headers = { ...received.headers, 'content-length': String(body.length) };
  delete headers['transfer-encoding'];
  return { ...received, body, headers };
}

let damaged = 0;
/**
 * A network damages bytes differently each time. Bytes that arrive twice the same are those that
 * the server keeps.
 */
const damage = (): number => (damaged++ % 0xff) + 1;

function withOtherEtag(received: RawResponse): RawResponse {
  const kept = Object.entries(received.headers).filter(
    ([name]) => !name.startsWith('x-amz-checksum'),
  );
  const etag = `"${'0123456789abcdef'.repeat(2)}"`;
  return { ...received, headers: { ...Object.fromEntries(kept), etag } };
}

function errorResponse(status: number, code = '', message = ''): RawResponse {
  const body = Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>0</RequestId></Error>`,
  );
  return {
    status,
    headers: { 'content-type': 'application/xml', 'content-length': String(body.length) },
    body,
  };
}
