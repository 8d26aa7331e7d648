import type { Argv } from '@joblayer/subprocess';
import type { Endpoint } from '../bed/endpoint.ts';

/** Parts in which a large object is asked for at once. */
const PARTS = 4;
/** Connections for many small objects. */
const CONNECTIONS = 64;

const options = ({ accessKeyId, secretAccessKey }: Endpoint): string[] => [
  ...['--silent', '--show-error', '--fail'],
  ...['--aws-sigv4', 'aws:amz:us-east-1:s3', '--user', `${accessKeyId}:${secretAccessKey}`],
];

const urlOf = ({ url }: Endpoint, bucket: string, key: string): string => `${url}/${bucket}/${key}`;

/** What curl needs to write an object to its standard output. */
export const curlArguments = (endpoint: Endpoint, bucket: string, key: string): string[] => [
  ...options(endpoint),
  urlOf(endpoint, bucket, key),
];

export const curlToNull = (endpoint: Endpoint, bucket: string, key: string): Argv => [
  ...(['curl', '--output', '/dev/null'] as const),
  ...curlArguments(endpoint, bucket, key),
];

/** The object in ranges, on a connection each. */
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

/** Many objects, which `list`, a file of curl's configuration, names. */
export const curlListToNull = (endpoint: Endpoint, list: string): Argv => [
  ...(['curl', '--parallel', '--parallel-max', String(CONNECTIONS)] as const),
  ...[...options(endpoint), '--config', list],
];

/** The list for that, as text. */
export const curlList = (endpoint: Endpoint, bucket: string, keys: readonly string[]): string =>
  keys.map((key) => `url = "${urlOf(endpoint, bucket, key)}"\noutput = "/dev/null"\n`).join('');

/** A file in one request, whatever its size. */
export const curlPut = (endpoint: Endpoint, bucket: string, key: string, path: string): Argv => [
  ...(['curl', '--upload-file', path, '--output', '/dev/null'] as const),
  ...['--header', 'x-amz-content-sha256: UNSIGNED-PAYLOAD'],
  ...curlArguments(endpoint, bucket, key),
];
