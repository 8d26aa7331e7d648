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
 * What goes wrong with a request:
 * - `cut`: half of the body, then the connection breaks with a reset
 * - `truncated`: half of the body under the right Content-Length, then a regular end of the connection
 * - `stall`: half of the body, then nothing more, for ever
 * - `wrong-bytes`: one byte in the middle of the body is another, and not the same one in two requests
 * - `reset`: the connection breaks before the server saw the request
 * - `answer-lost`: the server carries the request out, then the connection breaks without an answer
 * - `error-500`, `slow-down`, `expired-token`: S3's answers of these names, without the server
 * - `error-in-200`: an error's XML under status 200, as CompleteMultipartUpload may answer
 * - `no-conditions`: the server gets the request without If-None-Match, as one that knows no such condition reads it
 * - `conditions-501`: a request with If-None-Match is refused as not implemented, others pass
 * - `other-etag`: the ETag looks like an MD5 and is none, and no checksum is kept
 * - `kms-denied`: the role may not use the key of the object
 * - `unknown-key-id`: the access key does not exist
 * - `kms-denied-write`: the role may not use the key that the bucket encrypts with
 * - `archived`: the object is in an archive tier; in a list, each object
 * - `endless-list`: each page of a list says that another follows, and names it in the same way
 * - `no-ranges`: the whole object comes, whichever range was asked for
 * - `skewed-clock`: the clock of the host is wrong
 * - `silent`: the request is taken, and nothing is ever sent
 * - `changed-etag`: the object was overwritten meanwhile: ranges under a condition are refused with 412
 */
export type Fault =
  | 'cut'
  | 'truncated'
  | 'stall'
  | 'wrong-bytes'
  | 'reset'
  | 'answer-lost'
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
  /** The first so many matching requests; all unless given. */
  readonly times?: number;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const ANSWERS: Readonly<Partial<Record<Fault, readonly [number, string, string]>>> = {
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

/** An HTTP proxy on loopback before a real S3 server, through which requests fail as networks and S3 let them. */
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

  /** How many requests failed so far. */
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
    const [status, code, text] = ANSWERS[fault] ?? [];
    if (status !== undefined) return pass(response, errorAnswer(status, code, text));
    if (fault === 'no-ranges') delete message.headers.range;
    if (fault === 'no-conditions') delete message.headers['if-none-match'];
    if (fault === 'other-etag') delete message.headers['if-match'];
    disturb(fault, response, await this.#forward(message, sent));
  }

  /** With the Host header of the proxy, for which the request was signed. */
  async #forward({ method, url, headers }: IncomingMessage, sent: Buffer): Promise<Answer> {
    const { hostname, port } = this.#target;
    const onward = request({ hostname, port, method, path: url, headers });
    onward.end(sent);
    const [answer] = (await once(onward, 'response')) as [IncomingMessage];
    return {
      status: answer.statusCode ?? 502,
      headers: answer.headers,
      body: await buffer(answer),
    };
  }
}

function pass(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers);
  response.end(body);
}

function disturb(fault: Fault, response: ServerResponse, answer: Answer): void {
  const { status, headers, body } = answer;
  const half = body.length >> 1;
  if (fault === 'answer-lost') return void response.socket?.resetAndDestroy();
  if (fault === 'wrong-bytes') {
    const other = Buffer.from(body);
    if (other.length > 0) other.writeUInt8((other[half] ?? 0) ^ damage(), half);
    return pass(response, { ...answer, body: other });
  }
  if (fault === 'no-conditions' || fault === 'no-ranges') return pass(response, answer);
  if (fault === 'other-etag') return pass(response, withOtherEtag(answer));
  if (fault === 'archived') {
    const list = replaced(answer, '>STANDARD<', '>GLACIER<');
    return pass(response, {
      ...list,
      headers: { ...list.headers, 'x-amz-storage-class': 'GLACIER' },
    });
  }
  if (fault === 'endless-list') {
    const next = '>true</IsTruncated><NextContinuationToken>again</NextContinuationToken>';
    return pass(response, replaced(answer, '>false</IsTruncated>', next));
  }
  response.writeHead(status, headers);
  response.write(body.subarray(0, half), () => {
    if (fault === 'cut') response.socket?.resetAndDestroy();
    if (fault === 'truncated') response.socket?.end();
  });
}

/** The same answer with another text wherever `text` is in its body. */
function replaced(answer: Answer, text: string, other: string): Answer {
  if (!answer.body.includes(text)) return answer;
  const body = Buffer.from(answer.body.toString().replaceAll(text, other));
  // Of a length of its own, it must not be said to come in chunks as well.
  const headers = { ...answer.headers, 'content-length': String(body.length) };
  delete headers['transfer-encoding'];
  return { ...answer, body, headers };
}

let damaged = 0;
/** What a network damages differs each time. Bytes that arrive the same twice are those that the server keeps. */
const damage = (): number => (damaged++ % 0xff) + 1;

function withOtherEtag(answer: Answer): Answer {
  const kept = Object.entries(answer.headers).filter(
    ([name]) => !name.startsWith('x-amz-checksum'),
  );
  const etag = `"${'0123456789abcdef'.repeat(2)}"`;
  return { ...answer, headers: { ...Object.fromEntries(kept), etag } };
}

function errorAnswer(status: number, code = '', message = ''): Answer {
  const body = Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>0</RequestId></Error>`,
  );
  return {
    status,
    headers: { 'content-type': 'application/xml', 'content-length': String(body.length) },
    body,
  };
}
