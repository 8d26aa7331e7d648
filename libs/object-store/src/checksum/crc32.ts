import { crc32 } from 'node:zlib';

/** As S3 writes a CRC-32: its four bytes, most significant first, in base64. */
export function crc32Base64(content: Buffer): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(content));
  return bytes.toString('base64');
}

/** S3's checksum of an object made of parts: the checksum of the parts' checksums, with their number. */
export function crc32OfParts(parts: readonly string[]): string {
  return `${crc32Base64(Buffer.concat(parts.map((part) => Buffer.from(part, 'base64'))))}-${parts.length}`;
}
