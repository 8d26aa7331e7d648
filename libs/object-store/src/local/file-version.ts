import type { BigIntStats } from 'node:fs';

/** A file that is written again is another version, though its size be the same; one that is renamed is not. */
export function versionOf({ size, mtimeNs, ino }: BigIntStats) {
  return {
    sizeBytes: Number(size),
    etag: [mtimeNs, size, ino].map((n) => n.toString(16)).join('-'),
  };
}
