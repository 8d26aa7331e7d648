import { newDigest, type ChecksumAlgorithm } from './checksum.ts';
import { crc32Base64, crc32OfParts } from './crc32.ts';

const hex = (algorithm: ChecksumAlgorithm, ...pieces: readonly string[]) => {
  const digest = newDigest(algorithm);
  pieces.forEach((piece) => digest.update(Buffer.from(piece)));
  return digest.end().toString('hex');
};

describe('a checksum', () => {
  // The check values of https://reveng.sourceforge.io/crc-catalogue/all.htm, of the digits 1 to 9.
  it.each<[ChecksumAlgorithm, string]>([
    ['crc32', 'cbf43926'],
    ['crc32c', 'e3069283'],
    ['crc64nvme', 'ae8b14860a799888'],
    ['md5', '25f9e794323b453885f5181f1b624d0b'],
    ['sha1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
  ])('by %s is that of the standard, in one piece or many', (algorithm, value) => {
    expect(hex(algorithm, '123456789')).toBe(value);
    expect(hex(algorithm, '1', '', '2345', '6789')).toBe(value);
  });

  it.each<[ChecksumAlgorithm, string]>([
    ['crc32', '00000000'],
    ['crc32c', '00000000'],
    ['crc64nvme', '0000000000000000'],
  ])('by %s of nothing is zero', (algorithm, value) => expect(hex(algorithm)).toBe(value));

  it('of an upload in parts is that of the parts’ checksums, and their number', () => {
    const parts = ['one', 'two'].map((part) => crc32Base64(Buffer.from(part)));
    expect(crc32OfParts(parts)).toMatch(/^[A-Za-z0-9+/]{6}==-2$/);
  });
});
