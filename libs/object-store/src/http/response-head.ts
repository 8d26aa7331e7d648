import { httpError } from './http-error.ts';

/** The first part of an HTTP/1.1 response. */
export interface ResponseHead {
  readonly status: number;
  /** By lower-case names. The values of a header that comes several times are joined with commas. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the server accepts another request on the same connection. */
  readonly keepsAlive: boolean;
}

/** S3's longest head has 8 KiB, user metadata included. A longer head than this is not from S3. */
export const MAX_HEAD_BYTES = 64 * 1024;

const HEAD_END = Buffer.from('\r\n\r\n');
const STATUS_LINE = /^HTTP\/1\.([01]) (\d{3})(?: |$)/;
const HEADER = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*$/;

/**
 * Reads the head at the start of `bytes`, and its length. `undefined` if the head is not complete yet.
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
      `not an HTTP response: ${JSON.stringify(statusLine.slice(0, 80))}`,
    );
  }
  const headers: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const line of lines) {
    const [, field, value = ''] = HEADER.exec(line) ?? [];
    if (field === undefined) {
      throw httpError('InvalidResponse', `an invalid header: ${JSON.stringify(line.slice(0, 80))}`);
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
