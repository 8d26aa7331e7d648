import { gunzipSync, gzipSync } from 'node:zlib';
import { faultOf } from './index-file.ts';

const words = (...numbers: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * numbers.length);
  numbers.forEach((number, index) => bytes.writeInt32LE(number, 4 * index));
  return bytes;
};

/** One sequence with a bin of one chunk. */
const BAI = Buffer.concat([
  ...[Buffer.from('BAI\x01'), words(1, 1, 4681, 1), Buffer.alloc(16)],
  ...[words(1), Buffer.alloc(8)],
]);
const CSI = Buffer.concat([
  ...[Buffer.from('CSI\x01'), words(14, 5, 0, 1, 1, 4681, 0, 0, 1), Buffer.alloc(16)],
  Buffer.alloc(8),
]);
const CRAI = Buffer.from('0\t1\t100\t50\t10\t200\n');
const faultIn = (bytes: Buffer) => faultOf(bytes, gunzipSync);

describe('an index of alignments', () => {
  it.each([
    ['a BAI', BAI],
    ['a BAI with the reads without a position', Buffer.concat([BAI, Buffer.alloc(8)])],
    ['a CSI', gzipSync(CSI)],
    ['a CRAI', gzipSync(CRAI)],
    ['a CRAI without reads', gzipSync(Buffer.alloc(0))],
  ])('is whole: %s', (_, bytes) => {
    expect(faultIn(bytes)).toBeUndefined();
  });

  it.each([
    ['of 0 bytes', Buffer.alloc(0), 'has 0 bytes'],
    ['BAI cut in its linear index', BAI.subarray(0, -4), 'is cut short or damaged'],
    ['BAI cut in its bins', BAI.subarray(0, 30), 'is cut short or damaged'],
    ['CSI whose gzip is cut', gzipSync(CSI).subarray(0, -10), 'is cut short or damaged'],
    ['CSI cut in its text', gzipSync(CSI.subarray(0, 50)), 'is cut short or damaged'],
    ['CRAI cut in a line', gzipSync(CRAI.subarray(0, 8)), 'is no BAI, CSI or CRAI'],
    ['that is text', Buffer.from('<html>'), 'is cut short or damaged'],
  ])('%s is refused', (_, bytes, fault) => {
    expect(faultIn(bytes)).toBe(fault);
  });
});
