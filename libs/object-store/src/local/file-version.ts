import type { BigIntStats } from 'node:fs';

/** Writing to a file makes another version, even of the same size. Renaming it does not. */
export function versionOf({ size, mtimeNs, ino }: BigIntStats) {
  return {
    sizeBytes: Number(size),
    etag: [mtimeNs, size, ino].map((n) => n.toString(16)).join('-'),
  };
}
