import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/**
 * Decompresses gzip of any number of members, as bgzip writes it. Throws if it is damaged or cut
 * short.
 */
export async function* gunzip(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const source = Readable.from(copies(pieces));
  const gzip = createGunzip();
  // pipe() does not forward errors.
  source.on('error', (error) => gzip.destroy(error));
  try {
    yield* source.pipe(gzip) as AsyncIterable<Buffer>;
  } finally {
    source.destroy();
    gzip.destroy();
  }
}

/** Copies each piece, as the next one may overwrite it. */
async function* copies(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) yield Buffer.from(piece);
}
