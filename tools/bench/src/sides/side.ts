import type { Argv } from '@joblayer/subprocess';
import type { Endpoint } from '../bed/endpoint.ts';

/** What is moved between S3 and a path in the container. A key that ends in a slash is a prefix, its path a directory. */
export interface Transfer {
  readonly bucket: string;
  readonly key: string;
  readonly path: string;
}

export const isDirectory = ({ key }: Transfer): boolean => key.endsWith('/');

/** One way to move data to and from S3: a command line, with its defaults but for where the server is. */
export interface Side {
  readonly name: string;
  readonly down: (transfer: Transfer, endpoint: Endpoint) => Argv;
  readonly up: (transfer: Transfer, endpoint: Endpoint) => Argv;
  /** Added to the endpoint's own variables. */
  readonly env: (endpoint: Endpoint) => Readonly<Record<string, string>>;
}

export const s3Uri = ({ bucket, key }: Transfer): string => `s3://${bucket}/${key}`;
