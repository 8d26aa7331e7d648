import { crc32, deflateRawSync } from 'node:zlib';
import { restoreOrphans } from './restore.ts';
import { setOrphansApart } from './set-apart.ts';

interface Read {
  readonly name: string;
  readonly flag: number;
  readonly mate?: readonly [sequence: number, position: number, length: number];
  readonly tags?: string;
}

const MATE = [0, 299, 250] as const;
const SINGLE = [-1, -1, 0] as const;

function record({ name, flag, mate = MATE, tags = '' }: Read): Buffer {
  const head = Buffer.alloc(36);
  head.writeInt32LE(0, 4);
  head.writeInt32LE(99, 8);
  head[12] = name.length + 1;
  head.writeUInt16LE(1, 16);
  head.writeUInt16LE(flag, 18);
  head.writeInt32LE(3, 20);
  mate.forEach((value, i) => head.writeInt32LE(value, 24 + 4 * i));
  // One operation of CIGAR; 3 bases in 2 bytes; 3 qualities.
  const rest = Buffer.from(`${name}\0....ab555${tags}`, 'latin1');
  head.writeInt32LE(head.length + rest.length - 4);
  return Buffer.concat([head, rest]);
}

const header = Buffer.concat([
  Buffer.from('BAM\x01\x05\0\0\0@CO\tx\x01\0\0\0\x03\0\0\0c1\0', 'latin1'),
  Buffer.from([10, 0, 0, 0]),
]);

/** BGZF as samtools writes it into a pipe, or compressed. */
function bgzf(content: Buffer, blockBytes: number, level: number): Buffer {
  const blocks: Buffer[] = [];
  for (let at = 0; at <= content.length; at += blockBytes) {
    const piece = content.subarray(at, at + blockBytes);
    const deflated = deflateRawSync(piece, { level });
    const head = Buffer.from('1f8b08040000000000ff060042430200', 'hex');
    const size = Buffer.alloc(2);
    size.writeUInt16LE(head.length + 2 + deflated.length + 8 - 1);
    const trailer = Buffer.alloc(8);
    trailer.writeUInt32LE(crc32(piece));
    trailer.writeUInt32LE(piece.length, 4);
    blocks.push(head, size, deflated, trailer);
  }
  return Buffer.concat(blocks);
}

interface Pieces {
  readonly blockBytes?: number;
  readonly level?: number;
  readonly readBytes?: number;
}

function through(
  filter: typeof setOrphansApart,
  content: Buffer,
  { blockBytes = 50_000, level = 0, readBytes = 1_000_000 }: Pieces = {},
): Buffer {
  const bytes = bgzf(content, blockBytes, level);
  let at = 0;
  const written: Buffer[] = [];
  filter(
    () => {
      const piece = bytes.subarray(at, at + readBytes);
      at += piece.length;
      return piece.length === 0 ? undefined : Buffer.from(piece);
    },
    (piece) => written.push(Buffer.from(piece)),
  );
  return Buffer.concat(written);
}

const bam = (...reads: readonly Read[]) => Buffer.concat([header, ...reads.map(record)]);
const OWN = 'MCZ50M\0';
const reads: readonly Read[] = [
  { name: 'p', flag: 99 },
  { name: 'p', flag: 147 },
  { name: 'orphan', flag: 99, tags: OWN },
  { name: 'single', flag: 0, mate: SINGLE },
  { name: 'mateUnmapped', flag: 73 },
  { name: 'unmapped', flag: 69 },
  // A name as long as the one before, with a supplementary and a secondary record.
  { name: 'orphan02', flag: 2048 + 145 },
  { name: 'orphan02', flag: 145 },
  { name: 'orphan02', flag: 256 + 145 },
  { name: 'q', flag: 99 },
  { name: 'q', flag: 2048 + 99 },
  { name: 'q', flag: 147 },
  { name: 'last', flag: 81 },
];
const apart = reads.map((read) => {
  if (read.name === 'orphan') {
    return { ...read, flag: 0, mate: SINGLE, tags: `${OWN}zjZ99,0,299,250\0` };
  }
  if (read.name === 'last') return { ...read, flag: 16, mate: SINGLE, tags: 'zjZ81,0,299,250\0' };
  if (read.flag !== 145) return read;
  return { ...read, flag: 16, mate: SINGLE, tags: 'zjZ145,0,299,250\0' };
});

const PIECES: readonly (readonly [string, Pieces])[] = [
  ['in one piece', {}],
  ['in compressed blocks', { level: 6 }],
  ['in blocks that end anywhere', { blockBytes: 37 }],
  ['in pieces that end anywhere', { blockBytes: 61, readBytes: 23 }],
];

describe.each(PIECES)('BAM %s', (_, pieces) => {
  it('has reads with an absent mate as single reads, and all others unchanged', () => {
    expect(through(setOrphansApart, bam(...reads), pieces)).toEqual(bam(...apart));
  });

  it('gets the original fields of those reads back', () => {
    expect(through(restoreOrphans, bam(...apart), pieces)).toEqual(bam(...reads));
  });
});

it('a restored read keeps its duplicate flag and the tags added to it', () => {
  const marked = { name: 'o', flag: 1024, mate: SINGLE, tags: 'zjZ99,0,299,250\0doZx\0' };
  expect(through(restoreOrphans, bam(marked))).toEqual(
    bam({ name: 'o', flag: 1024 + 99, tags: 'doZx\0' }),
  );
});

it('a restored read whose duplicate flag was cleared stays unmarked', () => {
  const cleared = { name: 'o', flag: 0, mate: SINGLE, tags: 'zjZ1123,0,299,250\0' };
  expect(through(restoreOrphans, bam(cleared))).toEqual(bam({ name: 'o', flag: 99 }));
});

it.each([
  ['another tag of the same name', 'zjZmine\0'],
  ['the letters of the tag in another one', 'CCZzjZ1,0,0,0\0'],
  ['arrays and numbers before them', 'aaBs\x02\0\0\0zjZ1bbi\x01\0\0\0ccAx'],
])('a read with %s stays unchanged', (_, tags) => {
  const content = bam({ name: 'o', flag: 99, tags });
  expect(through(restoreOrphans, content)).toEqual(content);
});

it('alignments without reads stay unchanged', () => {
  for (const filter of [setOrphansApart, restoreOrphans]) {
    expect(through(filter, header)).toEqual(header);
  }
});

it.each([
  ['in its header', header.subarray(0, 12), 'within a record'],
  ['in a record', bam(...reads).subarray(0, -5), 'within a record'],
])('a BAM that ends %s causes an error', (_, content, message) => {
  expect(() => through(setOrphansApart, content)).toThrow(message);
});
