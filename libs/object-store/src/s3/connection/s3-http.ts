import { GetObjectCommand, type S3Client, type S3ServiceException } from '@aws-sdk/client-s3';
import { Sha256 } from '@smithy/core/checksum';
import { getEndpointFromInstructions } from '@smithy/core/endpoints';
import { extendedEncodeURIComponent } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import { hash } from 'node:crypto';
import type { S3Location } from '../../location/location.ts';
import type { EachTry } from '../../object-store.ts';
import { needsProxy } from '../../https/proxy.ts';
import { ErrorBody } from '../client/response-error.ts';
import type { S3Clients } from '../client/clients.ts';
import type { Silence } from '../../transfer/silence.ts';
import { ConnectionPool } from '../../http/connection-pool.ts';
import type { ConnectionTimeouts, Pieces, Respond, HttpRequest } from '../../http/connection.ts';
import { formatHead } from '../../http/request-head.ts';
import type { ResponseHead } from '../../http/response-head.ts';
import { httpError } from '../../http/http-error.ts';

/** A request for an object, before the endpoint and the signature are added. */
export interface S3Request extends EachTry {
  readonly method: 'GET' | 'PUT';
  readonly location: S3Location;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: S3RequestBody;
}

/** Bytes, or pieces of them. The hash of pieces is signed if TLS does not protect them. */
export type S3RequestBody = Buffer | (Pieces & { sha256Hex(): Promise<string> });

export interface S3HttpOptions extends ConnectionTimeouts {
  readonly clients: S3Clients;
  /** The environment whose variables may name a proxy. */
  readonly env: NodeJS.ProcessEnv;
  /** Certificates to trust, in PEM. Default: Node's own. */
  readonly ca?: readonly string[];
  readonly requesterPays?: boolean;
}

/** The endpoint of a bucket, as the SDK resolves it. */
interface BucketEndpoint {
  readonly url: URL;
  readonly signer: SignatureV4;
  readonly pool: ConnectionPool;
  readonly isReached: boolean;
}

/**
 * Requests for the bytes of objects over our own connections. Endpoints, credentials, clock and signatures are those of
 * the SDK, so that both reach a bucket in the same way.
 */
export class S3Http {
  readonly silence: Silence;
  readonly #options: S3HttpOptions;
  readonly #pools = new Map<string, ConnectionPool>();
  readonly #timeouts: ConnectionTimeouts;
  readonly #endpoints = new WeakMap<S3Client, Map<string, Promise<BucketEndpoint>>>();

  constructor(options: S3HttpOptions) {
    this.#options = options;
    this.silence = options.clients.silence;
    const { silence } = this;
    this.#timeouts = {
      get connectMs() {
        return silence.patienceMs(options.connectMs);
      },
      get headMs() {
        return silence.patienceMs(options.headMs);
      },
      bodyIdleMs: options.bodyIdleMs,
    };
  }

  /**
   * Whether our own connections can reach a bucket: without a proxy, and with the usual signatures. Multi-region access
   * points and directory buckets need other signatures.
   */
  async reaches(bucket: string): Promise<boolean> {
    return (await this.#endpointOf(this.#options.clients.for(bucket), bucket)).isReached;
  }

  /**
   * Like `Connection.exchange`, for a request to S3. After expired credentials or a wrong clock it renews the
   * credentials or sets the clock, and sends the request again. `respond` is not called for an error response.
   *
   * @throws the connection's errors, or S3's errors in the shape of the SDK's
   */
  async exchange(request: S3Request, signal: AbortSignal, respond: Respond): Promise<ResponseHead> {
    const client = this.#options.clients.for(request.location.bucket);
    try {
      return await this.#exchangeOnce(client, request, signal, respond);
    } catch (error) {
      const { name } = error as Error;
      if (name === 'ExpiredToken') await client.config.credentials({ forceRefresh: true });
      else if (name === 'RequestTimeTooSkewed') setClock(client, error);
      else throw error;
      return this.#exchangeOnce(client, request, signal, respond);
    }
  }

  /** Closes the free connections. */
  destroy(): void {
    this.#pools.forEach((pool) => pool.destroy());
  }

  async #exchangeOnce(
    client: S3Client,
    request: S3Request,
    signal: AbortSignal,
    respond: Respond,
  ): Promise<ResponseHead> {
    const { pool, ...httpRequest } = await this.#signed(client, request);
    const { beforeEachTry } = request;
    const errorBody = new ErrorBody();
    let attempts = 1;
    const head = await pool.exchange(
      { ...httpRequest, ...(beforeEachTry && { beforeSend: beforeEachTry }) },
      signal,
      (head) => {
        if (head.status >= 300) return errorBody.take;
        // S3 uses only these two for content and for a completed write. A 204 would be taken for an empty object.
        if (head.status === 200 || head.status === 206) return respond(head);
        throw httpError('InvalidResponse', `status ${head.status}, which S3 does not send here`);
      },
      () => (attempts += 1),
    );
    this.silence.heard();
    if (head.status >= 300) throw errorBody.error(head, attempts);
    return head;
  }

  async #signed(
    client: S3Client,
    request: S3Request,
  ): Promise<HttpRequest & { readonly pool: ConnectionPool }> {
    const { url, signer, pool } = await this.#endpointOf(client, request.location.bucket);
    const { method, location, query = {}, body } = request;
    const path = `${url.pathname.replace(/\/$/, '')}/${encodeKey(location.key)}`;
    const { headers } = await signer.sign(
      {
        method,
        protocol: url.protocol,
        hostname: url.hostname,
        path,
        query: { ...query },
        headers: {
          host: url.host,
          ...request.headers,
          ...(this.#options.requesterPays && { 'x-amz-request-payer': 'requester' }),
          ...(body && { 'content-length': String(sizeOf(body)) }),
          'x-amz-content-sha256': await payloadHash(url, body),
        },
      },
      { signingDate: new Date(Date.now() + client.config.systemClockOffset) },
    );
    const head = formatHead({ method, target: path + formatQuery(query), headers });
    return { pool, head, ...(body && { body }) };
  }

  #endpointOf(client: S3Client, bucket: string): Promise<BucketEndpoint> {
    const ofClient = this.#endpoints.get(client) ?? new Map<string, Promise<BucketEndpoint>>();
    this.#endpoints.set(client, ofClient);
    const known = ofClient.get(bucket) ?? this.#resolve(client, bucket);
    ofClient.set(bucket, known);
    return known;
  }

  async #resolve(client: S3Client, bucket: string): Promise<BucketEndpoint> {
    const { url, properties } = await getEndpointFromInstructions(
      { Bucket: bucket, Key: 'key' },
      GetObjectCommand,
      client.config,
    );
    const [scheme] = (properties?.['authSchemes'] ?? []) as readonly AuthScheme[];
    const signer = new SignatureV4({
      credentials: client.config.credentials,
      region: scheme?.signingRegion ?? client.config.region,
      service: scheme?.signingName ?? 's3',
      sha256: Sha256,
      uriEscapePath: false,
    });
    const isPlain = scheme?.name === 'sigv4' && properties?.['backend'] !== 'S3Express';
    const isReached = isPlain && !needsProxy(url, this.#options.env);
    return { url, signer, pool: this.#poolFor(url), isReached };
  }

  #poolFor(url: URL): ConnectionPool {
    const { ca } = this.#options;
    const pool =
      this.#pools.get(url.origin) ??
      new ConnectionPool(
        {
          protocol: url.protocol === 'http:' ? 'http:' : 'https:',
          hostname: url.hostname.replace(/^\[|\]$/g, ''),
          port: Number(url.port) || (url.protocol === 'http:' ? 80 : 443),
          ...(ca && { ca }),
        },
        this.#timeouts,
      );
    this.#pools.set(url.origin, pool);
    return pool;
  }
}

/** The SDK does this after its own requests. The clock of a host that was suspended is off since the last one. */
function setClock({ config }: S3Client, error: unknown): void {
  const { ServerTime, $response } = error as Partial<S3ServiceException & { ServerTime: string }>;
  const serverTime = Date.parse(ServerTime ?? $response?.headers['date'] ?? '');
  if (!Number.isNaN(serverTime)) config.systemClockOffset = serverTime - Date.now();
}

/** A way to sign, as the SDK's rules for endpoints describe it. */
interface AuthScheme {
  readonly name: string;
  readonly signingName?: string;
  readonly signingRegion?: string;
}

/** TLS protects the payload from changes. Without TLS the signature covers the payload's hash. */
async function payloadHash(url: URL, body: S3RequestBody | undefined): Promise<string> {
  if (!body || url.protocol === 'https:') return 'UNSIGNED-PAYLOAD';
  if (!Buffer.isBuffer(body)) return body.sha256Hex();
  return hash('sha256', body);
}

const sizeOf = (body: S3RequestBody): number =>
  Buffer.isBuffer(body) ? body.length : body.sizeBytes;

const encodeKey = (key: string): string => key.split('/').map(extendedEncodeURIComponent).join('/');

function formatQuery(query: Readonly<Record<string, string>>): string {
  const fields = Object.entries(query).map(
    ([name, value]) => `${extendedEncodeURIComponent(name)}=${extendedEncodeURIComponent(value)}`,
  );
  return fields.length > 0 ? `?${fields.join('&')}` : '';
}
