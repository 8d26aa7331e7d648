import { StoreError } from './errors.ts';
import type { Location } from './location/location.ts';
import type { ObjectStore, ReadOptions } from './object-store.ts';

/** `ObjectStore.read`, by the store's own `stat` and `stream`. */
export async function readWhole<L extends Location>(
  store: Pick<ObjectStore<L>, 'stat' | 'stream'>,
  location: L,
  { signal, maxBytes }: ReadOptions,
): Promise<Buffer> {
  signal.throwIfAborted();
  const object = await store.stat(location);
  if (object.sizeBytes > maxBytes) throw tooLarge(location, object.sizeBytes, maxBytes);
  const pieces: Buffer[] = [];
  for await (const piece of store.stream(object, { signal, onBytes: () => undefined })) {
    // The next piece may overwrite this one.
    pieces.push(Buffer.from(piece));
  }
  return Buffer.concat(pieces);
}

function tooLarge(location: Location, sizeBytes: number, maxBytes: number): StoreError {
  return new StoreError({
    code: 'usage',
    kind: 'too-large',
    problem: `it has ${sizeBytes} bytes, but at most ${maxBytes} are read of such a file`,
    advice: 'Check whether it is the right file.',
    location,
  });
}
