import type { Argv } from '@joblayer/subprocess';
import type { Endpoint } from '../bed/endpoint.ts';

/** The number of ranges of a large object that are requested at once. */
const PARTS = 4;
/** The number of connections for many small objects. */
const CONNECTIONS = 64;

const options = ({ accessKeyId, secretAccessKey }: Endpoint): string[] => [
  ...['--silent', '--show-error', '--fail'],
  ...['--aws-sigv4', 'aws:amz:us-east-1:s3', '--user', `${accessKeyId}:${secretAccessKey}`],
];

const urlOf = ({ url }: Endpoint, bucket: string, key: string): string => `${url}/${bucket}/${key}`;

/** The arguments with which curl writes an object to its standard output. */
export const curlArguments = (endpoint: Endpoint, bucket: string, key: string): string[] => [
  ...options(endpoint),
  urlOf(endpoint, bucket, key),
];

export const curlToNull = (endpoint: Endpoint, bucket: string, key: string): Argv => [
  ...(['curl', '--output', '/dev/null'] as const),
  ...curlArguments(endpoint, bucket, key),
];

/** Downloads an object in ranges, each on its own connection. */
export function curlRangesToNull(
  endpoint: Endpoint,
  bucket: string,
  key: string,
  sizeBytes: number,
): Argv {
  const partBytes = Math.ceil(sizeBytes / PARTS);
  const parts = Array.from({ length: PARTS }, (_, part) => [
    ...(part === 0 ? [] : ['--next']),
    ...['--range', `${part * partBytes}-${Math.min((part + 1) * partBytes, sizeBytes) - 1}`],
    ...['--output', '/dev/null'],
    ...curlArguments(endpoint, bucket, key),
  ]);
  return ['curl', '--parallel', '--parallel-immediate', ...parts.flat()];
}

/** Downloads many objects. `list` is a configuration file of curl with their URLs. */
export const curlListToNull = (endpoint: Endpoint, list: string): Argv => [
  ...(['curl', '--parallel', '--parallel-max', String(CONNECTIONS)] as const),
  ...[...options(endpoint), '--config', list],
];

/** The text of the file for `curlListToNull`. */
export const curlList = (endpoint: Endpoint, bucket: string, keys: readonly string[]): string =>
  keys.map((key) => `url = "${urlOf(endpoint, bucket, key)}"\noutput = "/dev/null"\n`).join('');

/** Uploads a file of any size in one request. */
export const curlPut = (endpoint: Endpoint, bucket: string, key: string, path: string): Argv => [
  ...(['curl', '--upload-file', path, '--output', '/dev/null'] as const),
  ...['--header', 'x-amz-content-sha256: UNSIGNED-PAYLOAD'],
  ...curlArguments(endpoint, bucket, key),
];
