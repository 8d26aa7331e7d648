/** The address and credentials of the S3 server. */
export interface Endpoint {
  readonly scheme: 'http' | 'https';
  readonly url: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Variables that every AWS SDK and most other clients read. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * How the sides reach the server: directly, over TLS, or over a link that limits each response to 20 MB/s. On the two
 * crawling links each response gets 0.7 or 20 MB/s, except one that gets much less.
 */
export type Way = Endpoint['scheme'] | 'limited' | 'crawling' | 'crawling-fast';
