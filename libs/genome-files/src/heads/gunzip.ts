import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Decompresses gzip of any number of members, as bgzip writes it. Throws where it is damaged or cut short. */
export async function* gunzip(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const source = Readable.from(copies(pieces));
  const gzip = createGunzip();
  // A pipe passes no errors on.
  source.on('error', (error) => gzip.destroy(error));
  try {
    yield* source.pipe(gzip) as AsyncIterable<Buffer>;
  } finally {
    source.destroy();
    gzip.destroy();
  }
}

/** Of pieces that are overwritten when the next is asked for. */
async function* copies(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) yield Buffer.from(piece);
}
