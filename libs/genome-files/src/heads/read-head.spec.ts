import { gzipSync } from 'node:zlib';
import { readHead } from './read-head.ts';

/** Pieces of a few bytes, each of which overwrites the one before, as those of a store may. */
async function* pieces(content: Buffer): AsyncGenerator<Buffer> {
  const memory = Buffer.alloc(7);
  for (let at = 0; at < content.length; at += memory.length) {
    const length = content.copy(memory, 0, at, at + memory.length);
    yield await Promise.resolve(memory.subarray(0, length));
  }
}

const int32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
};
const text = (value: string) => Buffer.from(value, 'latin1');
const sized = (value: string) => Buffer.concat([int32(value.length), text(value)]);

const bamHeader = Buffer.concat([
  ...[text('BAM\x01'), sized('@HD\tVN:1.6\n'), int32(2)],
  ...[sized('chr1\0'), int32(248_956_422), sized('chr2H\0'), int32(672_273_650)],
]);
const sequences = [
  { name: 'chr1', length: 248_956_422 },
  { name: 'chr2H', length: 672_273_650 },
];
const sam = '@HD\tVN:1.6\n@SQ\tSN:chr1\tLN:248956422\r\n@SQ\tLN:672273650\tSN:chr2H\n';
const record = 'r1\t4\t*\t0\t0\t*\t*\t0\t0\tA\tI\n';

describe('the head of alignments', () => {
  it.each([
    ['BAM without reads', gzipSync(bamHeader), false],
    ['BAM with reads', gzipSync(Buffer.concat([bamHeader, int32(40)])), true],
    [
      'BAM in several members, the last one empty, as bgzip ends a file',
      Buffer.concat([
        ...[gzipSync(bamHeader.subarray(0, 9)), gzipSync(bamHeader.subarray(9))],
        gzipSync(Buffer.alloc(0)),
      ]),
      false,
    ],
    ['SAM without reads', text(sam), false],
    ['SAM with reads', text(sam + record), true],
    ['compressed SAM with reads', gzipSync(text(sam + record)), true],
  ])('of %s shows the sequences, and whether reads follow', async (_, content, hasReads) => {
    expect(await readHead(pieces(content))).toEqual({ sequences, hasReads });
  });

  it.each([
    ['a file of 0 bytes', Buffer.alloc(0)],
    ['an empty gzip member', gzipSync(Buffer.alloc(0))],
  ])('of %s is reported as empty', async (_, content) => {
    expect(await readHead(pieces(content))).toBe('empty');
  });

  it.each([
    ['BAM cut short in its header', gzipSync(bamHeader.subarray(0, 40))],
    ['gzip cut short', gzipSync(bamHeader).subarray(0, 40)],
    ['CRAM cut short', text('CRAM\x03\x00')],
    ['CRAM of another version', text(`CRAM\x02\x01${'x'.repeat(200)}`)],
    ['CRAM that is damaged', text(`CRAM\x03\x00${'\xff'.repeat(200)}`)],
  ])('of %s is unknown, so that the tool reports it', async (_, content) => {
    expect(await readHead(pieces(content))).toBe('unknown');
  });

  it('ends the transfer after the header', async () => {
    let ended = false;
    async function* endless(): AsyncGenerator<Buffer> {
      try {
        yield text(sam);
        for (;;) yield await Promise.resolve(text(record));
      } finally {
        ended = true;
      }
    }
    await readHead(endless());
    expect(ended).toBe(true);
  });

  it('throws the error of reading the file', async () => {
    async function* failing(): AsyncGenerator<Buffer> {
      yield await Promise.resolve(gzipSync(bamHeader).subarray(0, 20));
      throw new Error('the connection was reset');
    }
    await expect(readHead(failing())).rejects.toThrow('the connection was reset');
  });
});
