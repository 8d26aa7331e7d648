import { httpError } from './http-error.ts';

/** The first part of an HTTP/1.1 response. */
export interface ResponseHead {
  readonly status: number;
  /** By their names in lower case; the values of one that comes several times are joined with commas. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the server takes another request on the same connection. */
  readonly keepsAlive: boolean;
}

/** More than S3's 8 KiB for the longest head, user metadata included; what is longer is no answer of S3's. */
export const MAX_HEAD_BYTES = 64 * 1024;

const HEAD_END = Buffer.from('\r\n\r\n');
const STATUS_LINE = /^HTTP\/1\.([01]) (\d{3})(?: |$)/;
const HEADER = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*$/;

/**
 * Reads the head at the start of `bytes`; also how long it is. `undefined` where it is not all there yet.
 *
 * @throws Error `InvalidResponse`
 */
export function parseHead(bytes: Buffer): { head: ResponseHead; headBytes: number } | undefined {
  const end = bytes.indexOf(HEAD_END);
  if (end === -1 ? bytes.length > MAX_HEAD_BYTES : end > MAX_HEAD_BYTES) {
    throw httpError('InvalidResponse', `a response’s head of more than ${MAX_HEAD_BYTES} bytes`);
  }
  if (end === -1) return undefined;
  const [statusLine = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const [, minorVersion, status] = STATUS_LINE.exec(statusLine) ?? [];
  if (status === undefined) {
    throw httpError(
      'InvalidResponse',
      `no HTTP response: ${JSON.stringify(statusLine.slice(0, 80))}`,
    );
  }
  const headers: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const line of lines) {
    const [, field, value = ''] = HEADER.exec(line) ?? [];
    if (field === undefined) {
      throw httpError('InvalidResponse', `no header: ${JSON.stringify(line.slice(0, 80))}`);
    }
    const name = field.toLowerCase();
    const before = headers[name];
    headers[name] = before === undefined ? value : `${before}, ${value}`;
  }
  const connection = headers['connection']?.toLowerCase();
  const keepsAlive = minorVersion === '1' ? connection !== 'close' : connection === 'keep-alive';
  return {
    head: { status: Number(status), headers, keepsAlive },
    headBytes: end + HEAD_END.length,
  };
}
