import type { Argv } from '@joblayer/subprocess';
import type { Endpoint } from '../bed/endpoint.ts';

/**
 * A transfer between S3 and a path in the container. If the key ends in a slash, it is a prefix, and the path a
 * directory.
 */
export interface Transfer {
  readonly bucket: string;
  readonly key: string;
  readonly path: string;
}

export const isDirectory = ({ key }: Transfer): boolean => key.endsWith('/');

/** A program that moves data to and from S3: its command line, with all defaults except the server's address. */
export interface Side {
  readonly name: string;
  readonly down: (transfer: Transfer, endpoint: Endpoint) => Argv;
  readonly up: (transfer: Transfer, endpoint: Endpoint) => Argv;
  /** Variables in addition to those of the endpoint. */
  readonly env: (endpoint: Endpoint) => Readonly<Record<string, string>>;
}

export const s3Uri = ({ bucket, key }: Transfer): string => `s3://${bucket}/${key}`;
