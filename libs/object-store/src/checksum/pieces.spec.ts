import { randomBytes } from 'node:crypto';
import { newDigest, type Checksum, type ChecksumAlgorithm } from './checksum.ts';
import { checksumOfPieces, piecesOf, type Reference } from './pieces.ts';
import { SequentialChecksum } from './sequential-checksum.ts';

const CONTENT = randomBytes(1_000);

const reference = (algorithm: ChecksumAlgorithm, partSizes: readonly number[]): Reference => {
  const checksum: Checksum = {
    algorithm,
    value: '',
    ...(partSizes.length > 1 && { parts: partSizes.length }),
  };
  const sum = new SequentialChecksum(checksum, partSizes);
  sum.update(CONTENT.subarray(0, 350));
  sum.update(CONTENT.subarray(350));
  return { checksum: { ...checksum, value: sum.end() }, partSizes };
};

const fetched = (like: Reference, pieceBytes: number) =>
  piecesOf(CONTENT.length, pieceBytes, like).map(({ start, end }) => {
    const digest = newDigest(like.checksum.algorithm);
    digest.update(CONTENT.subarray(start, end));
    return { start, end, digest: digest.end() };
  });

describe('pieces of an object', () => {
  it.each<[ChecksumAlgorithm, readonly number[]]>([
    ['crc32', [1_000]],
    ['crc32c', [1_000]],
    ['crc64nvme', [1_000]],
    ['crc32', [400, 400, 200]],
    ['crc32c', [100, 900]],
    ['sha256', [400, 400, 200]],
    ['sha1', [999, 1]],
    ['md5', [1, 1, 998]],
  ])('have digests that combine to its %s over parts of %j bytes', (algorithm, partSizes) => {
    const like = reference(algorithm, partSizes);
    for (const pieceBytes of [64, 300, 5_000]) {
      expect(checksumOfPieces(like, fetched(like, pieceBytes))).toBe(like.checksum.value);
    }
  });

  it('do not combine to an MD5 of the whole, unless there is only one piece', () => {
    const like = reference('md5', [1_000]);
    expect(checksumOfPieces(like, fetched(like, 300))).toBeUndefined();
    expect(checksumOfPieces(like, fetched(like, 1_000))).toBe(like.checksum.value);
  });

  it('do not combine to a checksum if they reach over a part’s end, or if one is missing', () => {
    const like = reference('crc32', [400, 600]);
    const whole = fetched(reference('crc32', [1_000]), 1_000);
    expect(checksumOfPieces(like, whole)).toBeUndefined();
    expect(checksumOfPieces(like, fetched(like, 64).slice(1))).toBeUndefined();
  });

  it('cover it without a gap; an empty object has none', () => {
    expect(piecesOf(25, 10, undefined)).toEqual([
      { start: 0, end: 10 },
      { start: 10, end: 20 },
      { start: 20, end: 25 },
    ]);
    expect(piecesOf(0, 10, undefined)).toEqual([]);
  });
});
