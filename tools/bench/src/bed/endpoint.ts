/** How the sides reach the S3 server. */
export interface Endpoint {
  readonly scheme: 'http' | 'https';
  readonly url: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** What every AWS SDK and most other clients read. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * How the server is reached: as it is, over TLS, over a link where each response gets 20 MB/s, or over links where one
 * response gets much less than the others, which get 0.7 or 20 MB/s each.
 */
export type Way = Endpoint['scheme'] | 'limited' | 'crawling' | 'crawling-fast';
