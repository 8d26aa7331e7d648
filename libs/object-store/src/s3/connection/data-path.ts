import type { S3Clients } from '../client/clients.ts';
import type { RangeSource } from './range-source.ts';
import { SdkSender } from './sdk-sender.ts';
import { SdkRangeSource } from './sdk-source.ts';
import type { Sender } from './sender.ts';
import { S3Http } from './s3-http.ts';
import { HttpSender } from './http-sender.ts';
import { HttpRangeSource } from './http-source.ts';
import { trustedCertificates } from '../../https/trusted-certificates.ts';

const CONNECT_MS = 10_000;
/** Two such waits, and a step of a rollback after them, fit into a minute. */
const HEAD_MS = 22_000;
const BODY_IDLE_MS = 10_000;

export interface DataPathOptions {
  readonly env: NodeJS.ProcessEnv;
  /** A body of which nothing arrives for this time is given up and requested again. Default: 10 s. */
  readonly bodyIdleMs?: number;
  /** How long a server may take until the head of its response. Default: 22 s. */
  readonly responseMs?: number;
  readonly requesterPays?: boolean;
}

/** Chooses how the bytes of a bucket's objects travel: over our own connections if possible, else through the SDK. */
export class S3DataPath {
  readonly #clients: S3Clients;
  readonly #sdk: RangeSource;
  readonly #own: RangeSource;
  readonly #http: S3Http;

  constructor(clients: S3Clients, options: DataPathOptions) {
    const { env, bodyIdleMs = BODY_IDLE_MS, requesterPays = false } = options;
    const { responseMs: headMs = HEAD_MS } = options;
    const ca = trustedCertificates(env);
    this.#clients = clients;
    this.#http = new S3Http({
      clients,
      env,
      requesterPays,
      connectMs: CONNECT_MS,
      headMs,
      bodyIdleMs,
      ...(ca && { ca }),
    });
    this.#own = new HttpRangeSource(this.#http);
    this.#sdk = new SdkRangeSource((bucket) => clients.for(bucket), bodyIdleMs);
  }

  async sourceFor(bucket: string): Promise<RangeSource> {
    return (await this.#http.reaches(bucket)) ? this.#own : this.#sdk;
  }

  async senderFor(bucket: string): Promise<Sender> {
    return (await this.#http.reaches(bucket))
      ? new HttpSender(this.#http)
      : new SdkSender(this.#clients.for(bucket));
  }
}
