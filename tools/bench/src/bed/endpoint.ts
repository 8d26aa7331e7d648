/** How the sides reach the S3 server. */
export interface Endpoint {
  readonly scheme: 'http' | 'https';
  readonly url: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** What every AWS SDK and most other clients read. */
  readonly env: Readonly<Record<string, string>>;
}
