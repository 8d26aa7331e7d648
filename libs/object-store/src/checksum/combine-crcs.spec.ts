import { randomBytes } from 'node:crypto';
import { newDigest } from './checksum.ts';
import { combineCrcs, type CrcAlgorithm } from './combine-crcs.ts';

const crcOf = (algorithm: CrcAlgorithm, content: Buffer): Buffer => {
  const digest = newDigest(algorithm);
  digest.update(content);
  return digest.end();
};

describe.each<CrcAlgorithm>(['crc32', 'crc32c', 'crc64nvme'])('a combined %s', (algorithm) => {
  it.each([[[0]], [[1]], [[5, 0, 7]], [[1000, 1000, 1000, 3]], [[70_000, 1]]])(
    'of pieces of %j bytes equals the CRC of the whole',
    (sizes) => {
      const pieces = sizes.map((size) => randomBytes(size));
      const combined = combineCrcs(
        algorithm,
        pieces.map((piece) => ({ sizeBytes: piece.length, crc: crcOf(algorithm, piece) })),
      );
      expect(combined.toString('hex')).toBe(
        crcOf(algorithm, Buffer.concat(pieces)).toString('hex'),
      );
    },
  );
});
