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
 * How the server is reached: as it is, over TLS, over a link where each response gets 20 MB/s, or over one where each
 * gets 0.7 MB/s and one of them a tenth of that.
 */
export type Way = Endpoint['scheme'] | 'limited' | 'crawling';
