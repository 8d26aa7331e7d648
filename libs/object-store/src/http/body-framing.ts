import type { ResponseHead } from './response-head.ts';
import { httpError } from './http-error.ts';

/** Separates the body's bytes from their framing, and finds the body's end: RFC 9112, section 6. */
export interface BodyFraming {
  /** Takes the next bytes of the connection and passes on those of the body. Bytes after its end are an error. */
  feed(bytes: Buffer, take: (piece: Buffer) => void): void;
  /** The number of bytes that complete the body, if known. */
  readonly missingBytes: number | undefined;
  readonly isComplete: boolean;
  /** Whether the body ends with the connection. */
  readonly endsWithConnection: boolean;
}

/** @throws Error `InvalidResponse` */
export function framingOf({ status, headers }: ResponseHead): BodyFraming {
  if (status === 204 || status === 304) return new SizedBody(0);
  const encoding = headers['transfer-encoding']?.toLowerCase();
  if (encoding === 'chunked') return new ChunkedBody();
  if (encoding !== undefined) throw httpError('InvalidResponse', `transfer encoding ${encoding}`);
  const length = headers['content-length'];
  if (length === undefined) return new BodyUntilEnd();
  if (!/^\d{1,15}$/.test(length)) {
    throw httpError('InvalidResponse', `a content length of ${JSON.stringify(length)}`);
  }
  return new SizedBody(Number(length));
}

class SizedBody implements BodyFraming {
  readonly endsWithConnection = false;
  missingBytes: number;

  constructor(sizeBytes: number) {
    this.missingBytes = sizeBytes;
  }

  get isComplete(): boolean {
    return this.missingBytes === 0;
  }

  feed(bytes: Buffer, take: (piece: Buffer) => void): void {
    if (bytes.length > this.missingBytes) throw behindTheEnd();
    this.missingBytes -= bytes.length;
    take(bytes);
  }
}

class BodyUntilEnd implements BodyFraming {
  readonly endsWithConnection = true;
  readonly missingBytes = undefined;
  readonly isComplete = false;

  feed(bytes: Buffer, take: (piece: Buffer) => void): void {
    take(bytes);
  }
}

/** Longer than any chunk extension or trailer that servers send. */
const MAX_LINE_BYTES = 8 * 1024;

class ChunkedBody implements BodyFraming {
  readonly endsWithConnection = false;
  readonly missingBytes = undefined;
  isComplete = false;
  #leftInChunk = 0;
  #awaits: 'size' | 'data' | 'data-end' | 'trailer' = 'size';
  #line = '';

  feed(bytes: Buffer, take: (piece: Buffer) => void): void {
    for (let at = 0; at < bytes.length;) {
      if (this.isComplete) throw behindTheEnd();
      if (this.#awaits === 'data') {
        const piece = bytes.subarray(at, at + this.#leftInChunk);
        at += piece.length;
        this.#leftInChunk -= piece.length;
        if (this.#leftInChunk === 0) this.#awaits = 'data-end';
        take(piece);
      } else {
        const lineEnd = bytes.indexOf(0x0a, at);
        const end = lineEnd === -1 ? bytes.length : lineEnd + 1;
        this.#line += bytes.toString('latin1', at, end);
        at = end;
        if (this.#line.length > MAX_LINE_BYTES) throw invalidChunk(this.#line);
        if (lineEnd !== -1) this.#endLine();
      }
    }
  }

  #endLine(): void {
    const line = this.#line.replace(/\r?\n$/, '');
    this.#line = '';
    switch (this.#awaits) {
      case 'size': {
        const [, size] = /^([0-9a-f]{1,12})(?:[ \t]*;.*)?$/i.exec(line) ?? [];
        if (size === undefined) throw invalidChunk(line);
        this.#leftInChunk = parseInt(size, 16);
        this.#awaits = this.#leftInChunk === 0 ? 'trailer' : 'data';
        return;
      }
      case 'data-end':
        if (line !== '') throw invalidChunk(line);
        this.#awaits = 'size';
        return;
      default:
        this.isComplete = line === '';
    }
  }
}

const invalidChunk = (line: string): Error =>
  httpError('InvalidResponse', `an invalid chunk: ${JSON.stringify(line.slice(0, 80))}`);

const behindTheEnd = (): Error =>
  httpError('InvalidResponse', 'there are bytes after the end of the body');
