import { randomBytes } from 'node:crypto';
import { newDigest, type ChecksumAlgorithm } from './checksum.ts';
import { crc32Base64, crc32OfParts } from './crc32.ts';

const hex = (algorithm: ChecksumAlgorithm, ...pieces: readonly string[]) => {
  const digest = newDigest(algorithm);
  pieces.forEach((piece) => digest.update(Buffer.from(piece)));
  return digest.end().toString('hex');
};

/** A reflected CRC that begins and ends inverted, in hexadecimal. */
function bitByBit(bytes: Buffer, polynomial: bigint, bits: number): string {
  const ones = (1n << BigInt(bits)) - 1n;
  let crc = ones;
  for (const byte of bytes) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >> 1n) ^ (crc & 1n ? polynomial : 0n);
  }
  return (crc ^ ones).toString(16).padStart(bits / 4, '0');
}

describe('a checksum', () => {
  // The check values for the digits 1 to 9: https://reveng.sourceforge.io/crc-catalogue/all.htm
  it.each<[ChecksumAlgorithm, string]>([
    ['crc32', 'cbf43926'],
    ['crc32c', 'e3069283'],
    ['crc64nvme', 'ae8b14860a799888'],
    ['md5', '25f9e794323b453885f5181f1b624d0b'],
    ['sha1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
  ])('by %s equals the value of the standard, in one piece or many', (algorithm, value) => {
    expect(hex(algorithm, '123456789')).toBe(value);
    expect(hex(algorithm, '1', '', '2345', '6789')).toBe(value);
  });

  it.each<[ChecksumAlgorithm, string]>([
    ['crc32', '00000000'],
    ['crc32c', '00000000'],
    ['crc64nvme', '0000000000000000'],
  ])('by %s of nothing is zero', (algorithm, value) => expect(hex(algorithm)).toBe(value));

  it.each<[ChecksumAlgorithm, bigint, number]>([
    ['crc32', 0xedb88320n, 32],
    ['crc32c', 0x82f63b78n, 32],
    ['crc64nvme', 0x9a6c9329ac4bc9b5n, 64],
  ])(
    'by %s follows its definition bit by bit, at any alignment of the bytes in memory',
    (algorithm, polynomial, bits) => {
      const memory = randomBytes(200);
      for (const start of [0, 1, 2, 3, 5]) {
        for (const length of [1, 3, 4, 7, 8, 15, 16, 17, 31, 64, 150]) {
          const bytes = memory.subarray(start, start + length);
          const digest = newDigest(algorithm);
          digest.update(bytes.subarray(0, 9));
          digest.update(bytes.subarray(9));
          expect(digest.end().toString('hex')).toBe(bitByBit(bytes, polynomial, bits));
        }
      }
    },
  );

  it('of an upload in parts is the checksum of its parts’ checksums, with their number', () => {
    const parts = ['one', 'two'].map((part) => crc32Base64(Buffer.from(part)));
    expect(crc32OfParts(parts)).toMatch(/^[A-Za-z0-9+/]{6}==-2$/);
  });
});
