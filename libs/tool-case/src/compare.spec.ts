import { gzipSync } from 'node:zlib';
import { compareFiles } from './compare.ts';
import type { CaseDifference } from './schema.ts';

const text = (...lines: readonly string[]): Buffer => Buffer.from(lines.join('\n'));
const listed = (lines: string): CaseDifference => ({
  output: 'x',
  lines,
  between: 'runs',
  reason: 'the program notes it',
});
const compare = (one: Buffer, other: Buffer, ...exceptions: readonly CaseDifference[]) => {
  const { problems, used } = compareFiles(one, other, exceptions);
  return { problems, used: used.size };
};

/**
 * A BAM without compression: magic, the header's text, and a stand-in for references and records.
 */
function bam(header: string, records: string): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(header.length);
  return Buffer.concat([Buffer.from('BAM\x01'), size, Buffer.from(header), Buffer.from(records)]);
}

/** An index of one reference with one bin, one counts bin and one interval. */
function bai(start: bigint, mapped: bigint): Buffer {
  const int = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
  };
  const long = (value: bigint) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(value);
    return bytes;
  };
  const [begin, end] = [start << 16n, (start + 500n) << 16n];
  return Buffer.concat([
    ...[Buffer.from('BAI\x01'), int(1), int(2)],
    ...[int(4681), int(1), long(begin), long(end)],
    ...[int(37_450), int(2), long(begin), long(end), long(mapped), long(0n)],
    ...[int(1), long(begin), long(0n)],
  ]);
}
const moved: CaseDifference = {
  output: 'bai',
  offsets: true,
  between: 'cpus',
  reason: 'the header is of another size',
};

describe('comparing an output of two runs', () => {
  it('ignores samples drawn at random, but not another number of them', () => {
    const sampled: CaseDifference = {
      ...{ output: 'x', sampled: true, between: 'runs', reason: 'the tool takes no seed' },
    };
    const [one, two] = [gzipSync(text('\0aabb')), gzipSync(text('\0aaaa'))];
    expect(compare(one, two, sampled)).toEqual({ problems: [], used: 1 });
    expect(compare(one, gzipSync(text('\0a')), sampled)).toEqual({
      problems: ['the samples have another size'],
      used: 1,
    });
  });

  it('finds no problem in identical files, and uses no exception', () => {
    expect(compare(text('# a', 'b'), text('# a', 'b'), listed('^#'))).toEqual({
      problems: [],
      used: 0,
    });
  });

  it('shows a line that differs without an exception', () => {
    expect(compare(text('# a', 'b'), text('# a', 'c')).problems).toEqual([
      'line 2 differs:\n  b\n  c',
    ]);
  });

  it.each([
    ['a comment', '# at 1', '# at 2'],
    ['a program’s line of a SAM header', '@PG\tID:x\tCL:x -t 1', '@PG\tID:x\tCL:x -t 2'],
    ['the command in a JSON report', '\t"command": "x -w 1"', '\t"command": "x -w 2"'],
    ['the footer of a page', "<div id='footer'> x -w 1 </div>", "<div id='footer'> x -w 2 </div>"],
    [
      'a title with a date',
      'report at 2026-11-27      20:34:44 ',
      'report at 2028-01-01      20:34:46 ',
    ],
    ['a line of CSV with a date', 'Date , 2026-11-27 06:53 ', 'Date , 2028-01-01 06:55 '],
    [
      'a line with the date as C prints it',
      'at Fri Nov 27 06:40:04 2026',
      'at Sat Jan  1 06:54:37 2028',
    ],
  ])('lets %s differ if an exception lists it', (_, one, other) => {
    expect(compare(text(one, 'r'), text(other, 'r'), listed('^'))).toEqual({
      problems: [],
      used: 1,
    });
  });

  it.each([
    ['a count', 'SN\treads:\t12', 'SN\treads:\t13'],
    ['a variant', 'chr1\t100\t.\tA\tC', 'chr1\t100\t.\tA\tG'],
    ['a count beside a date', '2026-11-27 06:53 12', '2028-01-01 06:55 13'],
    ['the names of samples', '#CHROM\tPOS\ta', '#CHROM\tPOS\tb'],
    ['a sequence of the header', '@SQ\tSN:a\tLN:1', '@SQ\tSN:a\tLN:2'],
  ])('never lets %s differ, even if an exception lists it', (_, one, other) => {
    expect(compare(text(one), text(other), listed('^')).problems).toEqual([
      expect.stringMatching(/^line 1 holds results, so it may not be an exception/),
    ]);
  });

  it('finds an additional line', () => {
    expect(compare(text('a'), text('a', '# b'), listed('^#')).problems).toEqual([
      'one has 1 lines, the other 2',
    ]);
  });

  it('compares a BAM’s header line by line, and its records byte by byte', () => {
    const [one, other] = ['@PG\tID:a\tCL:a -@ 1\n', '@PG\tID:a\tCL:a -@ 10\n'];
    const zipped = (header: string, records: string) => gzipSync(bam(header, records));
    const pg = listed('^@PG');
    expect(compare(zipped(one, 'r1'), zipped(other, 'r1'), pg)).toEqual({ problems: [], used: 1 });
    expect(compare(zipped(one, 'r1'), zipped(other, 'r2'), pg).problems).toEqual([
      'the bytes after the header differ, first at 1 of 2 and 2',
    ]);
  });

  it('finds files that differ only in their compression', () => {
    const [one, other] = [gzipSync('aaaa', { level: 0 }), gzipSync('aaaa', { level: 9 })];
    expect(compare(one, other).problems).toEqual([
      'the content is the same, but the compressed bytes differ',
    ]);
  });

  it('finds a changed byte in a binary file', () => {
    expect(compare(Buffer.from([0, 1, 2]), Buffer.from([0, 1, 3]), listed('^')).problems).toEqual([
      'the bytes after the header differ, first at 2 of 3 and 3',
    ]);
  });

  it('lets only the start of the records in a BAI differ, if an exception lists it', () => {
    expect(compare(bai(100n, 7n), bai(110n, 7n), moved)).toEqual({ problems: [], used: 1 });
    expect(compare(bai(100n, 7n), bai(110n, 8n), moved).problems).toEqual([
      'more than the start of the records differs',
    ]);
    expect(compare(bai(100n, 7n), bai(110n, 7n)).problems).toHaveLength(1);
  });
});
