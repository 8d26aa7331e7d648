import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, crc32, gzipSync } from 'node:zlib';
import { writeGzi } from './bgzf.ts';
import { checkFasta, type FastaCheck } from './check.ts';

const SEQUENCE = `${'ACGTTGCA'.repeat(7)}\n`.repeat(100);
const TEXT = `>a\n${SEQUENCE}>b\n${SEQUENCE}`;

/** A block in bgzip's form: SAM specification, 4.1. */
function block(text: string): Buffer {
  const data = deflateRawSync(Buffer.from(text));
  const bytes = Buffer.alloc(18 + data.length + 8);
  bytes.set([31, 139, 8, 4, 0, 0, 0, 0, 0, 255, 6, 0, 66, 67, 2, 0]);
  bytes.writeUInt16LE(bytes.length - 1, 16);
  bytes.set(data, 18);
  bytes.writeUInt32LE(crc32(text), bytes.length - 8);
  bytes.writeUInt32LE(Buffer.byteLength(text), bytes.length - 4);
  return bytes;
}
const END = Buffer.from('1f8b08040000000000ff0600424302001b0003000000000000000000', 'hex');
const PARTS = [TEXT.slice(0, 4000), TEXT.slice(4000, 9000), TEXT.slice(9000)];
const BLOCKS = PARTS.map(block);
const BGZIPPED = Buffer.concat([...BLOCKS, END]);
const [first = END, second = END] = BLOCKS;
const GZI = [
  { fileBytes: first.length, textBytes: 4000 },
  { fileBytes: first.length + second.length, textBytes: 9000 },
];

let directory: string;
beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), 'fasta-'))));
afterEach(() => rm(directory, { recursive: true }));

async function check(
  content: string | Buffer,
  indexes: { readonly fai?: string; readonly gzi?: Buffer } = {},
  compressions: FastaCheck['compressions'] = ['none', 'bgzip'],
) {
  const path = join(directory, 'g.fa');
  await writeFile(path, content);
  const paths: { fai?: string; gzi?: string } = {};
  for (const [suffix, bytes] of Object.entries(indexes)) {
    paths[suffix as 'fai'] = `${path}.${suffix}`;
    await writeFile(`${path}.${suffix}`, bytes);
  }
  const subject = 'the FASTA given with --reference';
  return checkFasta({ subject, path, ...paths, indexed: true, compressions });
}

describe('checking a FASTA', () => {
  it.each([
    ['plain text', TEXT, 'none'],
    ['bgzip', BGZIPPED, 'bgzip'],
    ['gzip', gzipSync(TEXT), 'gzip'],
    ['two gzips, one after the other', Buffer.concat(PARTS.map((part) => gzipSync(part))), 'gzip'],
  ] as const)('recognizes %s by its content', async (_, content, compression) => {
    const found = await check(content, {}, ['none', 'gzip', 'bgzip']);
    expect(found).toMatchObject({ compression, sequences: [{ bases: 5600 }, { bases: 5600 }] });
  });

  it('finds the blocks for a bgzip index', async () => {
    expect((await check(BGZIPPED)).blocks).toEqual(GZI);
  });

  it('accepts indexes of the same FASTA', async () => {
    const fai = 'a\t5600\t3\t56\t57\nb\t5600\t5706\t56\t57\n';
    await check(TEXT, { fai });
    await check(BGZIPPED, { fai, gzi: writeGzi(GZI) });
    const withEnd = [...GZI, { fileBytes: BGZIPPED.length - END.length, textBytes: TEXT.length }];
    await check(BGZIPPED, { fai, gzi: writeGzi(withEnd) });
  });

  it.each([
    ['of 0 bytes', '', 'is empty: it holds no text'],
    ['of an empty gzip member', gzipSync(''), 'is empty: it holds no text', ['gzip']],
    ['of only the block that ends bgzip', END, 'is empty: it holds no text'],
    ['compressed by gzip', gzipSync(TEXT), 'is compressed by gzip, which an index cannot search'],
    ['compressed', BGZIPPED, 'is compressed by bgzip', ['none']],
    ['cut in a block', BGZIPPED.subarray(0, first.length + 40), 'is cut short'],
    ['cut between blocks', BGZIPPED.subarray(0, first.length), 'is cut short: it lacks the block'],
    ['cut gzip', gzipSync(TEXT).subarray(0, 60), 'is cut short: its compressed data', ['gzip']],
    [
      'with damaged data',
      Buffer.concat([first, second.fill(7, 30, 60), END]),
      'is damaged: its compressed data are not valid',
    ],
  ] as const)('refuses a FASTA %s', async (_, content, message, compressions = undefined) => {
    await expect(check(content, {}, compressions ?? ['none', 'bgzip'])).rejects.toMatchObject({
      code: 'bad-data',
      facts: { problem: expect.stringContaining(`the FASTA given with --reference ${message}`) },
    });
  });

  it.each([
    [
      '.fai',
      { fai: 'a\t5600\t3\t56\t57\nb\t5600\t5700\t56\t57\n' },
      'it has in line 2 b 5600 5700',
    ],
    ['.gzi', { gzi: writeGzi(GZI.slice(1)) }, 'it has another offset for block 1'],
    ['.gzi', { gzi: writeGzi(GZI.slice(0, 1)) }, 'it has another offset for block 2'],
    ['.gzi', { gzi: writeGzi([...GZI, ...GZI]) }, 'it has 4 entries where the file has 2'],
    ['.gzi', { gzi: writeGzi(GZI).subarray(0, 20) }, 'it is cut short or damaged'],
    ['.gzi', { gzi: Buffer.alloc(0) }, 'it is cut short or damaged'],
  ])('refuses a %s of another FASTA', async (index, indexes, message) => {
    await expect(check(BGZIPPED, indexes)).rejects.toMatchObject({
      code: 'bad-data',
      facts: {
        problem: expect.stringContaining(
          `the index (${index}) is not that of the FASTA given with --reference: ${message}`,
        ),
      },
    });
  });

  it('stops if the job is stopped', async () => {
    const path = join(directory, 'g.fa');
    await writeFile(path, TEXT);
    const signal = AbortSignal.abort();
    await expect(
      checkFasta({ subject: 'it', path, compressions: ['none'], signal }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});
