import { readIndex } from './index-file.ts';

const int = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, position) => bytes.writeUInt32LE(value, 4 * position));
  return bytes;
};
/** A virtual offset: the block's position, above 16 bits of the position in the block. */
const offsets = (...values: readonly number[]): Buffer => int(...values.flatMap((v) => [v, 0]));
const BLOCK = 65536;

const tbi = Buffer.concat([
  Buffer.from('TBI\x01', 'latin1'),
  int(1, 2, 1, 2, 0, 35, 0, 5),
  Buffer.from('chr1\0'),
  ...[int(2), int(4681, 1), offsets(0, 7 * BLOCK), int(37450, 2), offsets(0, 9, 3, 0)],
  ...[int(1), offsets(0), int(0, 0)],
]);
const csi = Buffer.concat([
  Buffer.from('CSI\x01', 'latin1'),
  ...[int(14, 5, 0, 1), int(2)],
  ...[int(4681), offsets(0), int(1), offsets(0, 7 * BLOCK)],
  ...[int(37450), offsets(0), int(2), offsets(0, 9, 3, 0)],
]);

describe('the index of variants', () => {
  it.each([
    ['TBI', tbi],
    ['CSI', csi],
  ])('shows as %s how many records its file has, and where they end', (_, bytes) => {
    expect(readIndex(bytes)).toEqual({ records: 3, endBytes: 7 });
  });

  it.each([tbi.subarray(0, 20), tbi.subarray(0, 60), csi.subarray(0, -40)])(
    'is refused if it is cut short',
    (bytes) => {
      expect(() => readIndex(bytes)).toThrow(/out of range|cut short/);
    },
  );

  it('is neither of the two', () => {
    expect(readIndex(Buffer.from('BAI\x01'))).toBeUndefined();
  });
});
