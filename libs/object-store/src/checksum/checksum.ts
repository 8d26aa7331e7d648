import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { crc32c } from './crc32c.ts';
import { crc64nvme } from './crc64nvme.ts';

export type ChecksumAlgorithm = 'crc32' | 'crc32c' | 'crc64nvme' | 'sha1' | 'sha256' | 'md5';

/** A checksum of an object's content, as S3 keeps it. */
export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64 of its bytes, the most significant first. */
  readonly value: string;
  /** The number of parts, if `value` is the checksum of the parts' checksums, one after the other. */
  readonly parts?: number;
  /** Taken from an ETag that looks like an MD5, but may be something else. */
  readonly isGuess?: boolean;
}

/** Takes bytes in order. */
export interface Digest {
  update(bytes: Buffer): void;
  /** Most significant byte first. */
  end(): Buffer;
}

export function newDigest(algorithm: ChecksumAlgorithm): Digest {
  switch (algorithm) {
    case 'crc32':
      return crcDigest(4, crc32);
    case 'crc32c':
      return crcDigest(4, crc32c);
    case 'crc64nvme':
      return crc64Digest();
    default: {
      const hash = createHash(algorithm);
      return { update: (bytes) => void hash.update(bytes), end: () => hash.digest() };
    }
  }
}

function crcDigest(width: number, next: (bytes: Buffer, value: number) => number): Digest {
  let value = 0;
  return {
    update: (bytes) => void (value = next(bytes, value)),
    end: () => {
      const end = Buffer.alloc(width);
      end.writeUInt32BE(value);
      return end;
    },
  };
}

function crc64Digest(): Digest {
  let value = { high: 0, low: 0 };
  return {
    update: (bytes) => void (value = crc64nvme(bytes, value)),
    end: () => {
      const end = Buffer.alloc(8);
      end.writeUInt32BE(value.high, 0);
      end.writeUInt32BE(value.low, 4);
      return end;
    },
  };
}
