import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { checkLane, type LaneFacts } from './check-lane.ts';
import { rejectExchangedMates } from './exchanged-mates.ts';
import { sameReads } from './same-reads.ts';

let directory: string;
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'fastq-'))));
afterEach(() => rmSync(directory, { recursive: true }));

type Content = string | Buffer;

const write = (name: string, content: Content): string => {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
};
const check = (content: Content, mostBytes?: number) =>
  checkLane({ reads1: write('a_1.fq', content) }, { mostBytes });
const checkPair = (first: Content, second: Content): Promise<LaneFacts> =>
  checkLane({ reads1: write('a_1.fq', first), reads2: write('a_2.fq', second) });
const record = (name: string, bases = 'ACGT'): string =>
  `@${name}\n${bases}\n+\n${'I'.repeat(bases.length)}\n`;
const records = (count: number): string =>
  Array.from({ length: count }, (_, i) => record(`r${i + 1}`)).join('');
const badData = (problem: RegExp) =>
  expect.objectContaining({ code: 'bad-data', message: expect.stringMatching(problem) });

describe('a FASTQ file', () => {
  it.each<[string, Content, number]>([
    ['plain', records(3), 3],
    ['without a line feed at its end', records(3).trimEnd(), 3],
    ['with blank lines at its end', `${records(3)}\n \t\n\n`, 3],
    ['with lines that end in CR LF', `${records(3)}\n`.replaceAll('\n', '\r\n'), 3],
    ['compressed', gzipSync(records(3)), 3],
    [
      'of several gzip members',
      Buffer.concat([records(2), '', records(1)].map((t) => gzipSync(t))),
      3,
    ],
    [
      'of gzip members with blank lines at the end',
      Buffer.concat([gzipSync(records(2)), gzipSync('\n'), gzipSync('\n\n')]),
      2,
    ],
    [
      'compressed, and padded with zeros',
      Buffer.concat([gzipSync(records(1)), Buffer.alloc(99)]),
      1,
    ],
    ['of reads over several lines', '@r\nAC\nGT\n+\nI@\nII\n', 1],
    ['with a quality line that begins with "@"', '@r\nAC\n+\n@I\n@s\nA\n+\nI\n', 2],
    ['with the name after the "+"', '@r x\nAC\n+r x\nII\n', 1],
    ['with an empty read', `@r\n\n+\n\n${record('s')}`, 2],
    ['with an empty read at its end', `${record('s')}@r\n\n+`, 2],
    ['with one empty gzip member', gzipSync(''), 0],
    ['with several empty gzip members', Buffer.concat([gzipSync(''), gzipSync('')]), 0],
    ['with a blank line only', '\n', 0],
  ])('%s is read', async (_, content, count) => {
    expect(await check(content)).toMatchObject({ records: count, isWhole: true });
  });

  it.each<[string, Content, RegExp]>([
    ['of 0 bytes', '', /^a_1\.fq \(--reads1\) has 0 bytes$/],
    [
      'with a blank line between records',
      `${record('r')}\n${record('s')}`,
      /blank line 5, and more/,
    ],
    ['with a blank line at its start', `\n${record('s')}`, /blank line 1, and more .* line 2$/],
    ['that ends after the bases', '@r\nACGT\n', /ends within the record that begins in line 1$/],
    ['that ends within the qualities', `${record('r')}@s\nACGT\n+\nII`, /begins in line 5$/],
    ['with fewer qualities than bases', `@r\nACGT\n+\nII\n${record('read')}`, /line 5 .*too many/],
    ['with more qualities than bases', '@r\nAC\n+\nIII\n', /line 4 .*too many .* 3 for 2 bases/],
    ['without qualities', `@r\nACGT\n+\n\n${record('s')}`, /line 4 .*too few qualities, 0 for 4/],
    ['without the line with "+"', `@r\nACGT\n${record('s')}`, /line 3 .* no bases: "@s"/],
    ['of FASTA', '>r\nACGT\n', /line 1 that does not begin with "@": ">r"/],
    ['of other text', 'name\tbases\n', /line 1 that does not begin with "@": "name\\tbases"/],
    [
      'with digits for bases',
      '@r\nAC1\n+\nIII\n',
      /line 2 that holds characters that are no bases: "AC1"/,
    ],
    [
      'with a blank in the qualities',
      '@r\nACG\n+\nI I\n',
      /line 4 that holds characters that are no qual/,
    ],
    ['with a read without a name', '@\nA\n+\nI\n', /line 1 that has no name/],
    ['with a name that SAM cannot hold', record('x'.repeat(255)), /more than 254 characters/],
    ['with a name that begins like a SAM header', record('@SQ'), /name that begins with "@"/],
    ['with an empty read that ends in CR LF', '@r\r\n\r\n+\r\n\r\n', /line 2 that is empty, and/],
    ['with a byte-order mark', `\uFEFF${record('r')}`, /byte-order mark/],
    [
      'compressed by bzip2',
      Buffer.from('BZh91AY&SY'),
      /compressed by bzip2, but only gzip or plain text is supported/,
    ],
    ['cut short', gzipSync(records(999)).subarray(0, -20), /is compressed, and cut short/],
    [
      'with other data after it',
      Buffer.concat([gzipSync(record('r')), Buffer.from('@x\n')]),
      /other/,
    ],
  ])('%s is refused', async (_, content, problem) => {
    await expect(check(content)).rejects.toEqual(badData(problem));
  });

  it('is read equally wherever a gzip member ends in a chunk', async () => {
    const text = `${record('r', 'ACGTA').repeat(60_000)}\n`;
    const size = 1024 * 1024;
    const parts = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
      gzipSync(text.slice(i * size, (i + 1) * size), { level: 0 }),
    );
    for (const cacheUser of [parts, parts.map((part) => Buffer.concat([part, gzipSync('')]))]) {
      expect((await check(Buffer.concat(cacheUser))).records).toBe(60_000);
    }
    expect((await check(text)).records).toBe(60_000);
  });

  it('is read only up to the limit', async () => {
    const text = records(200_000);
    expect(await check(text, 1)).toMatchObject({ isWhole: false });
    expect((await check(text, 1)).records).toBeLessThan(100_000);
  });
});

describe('files of pairs', () => {
  it.each([
    ['the same names', record('r') + record('s'), record('r') + record('s')],
    ['names with /1 and /2', record('r/1'), record('r/2')],
    ['names with other comments', record('r 1:N:0:A'), record('r 2:N:0:A')],
  ])('with %s belong together', async (_, first, second) => {
    expect((await checkPair(first, second)).isWhole).toBe(true);
  });

  it('are compared to the end, even if one file has far longer records', async () => {
    const second = records(90_000).replace('@r80000\n', '@x\n').replaceAll('ACGT', 'ACGTACGT');
    const pair = checkPair(records(90_000), second.replaceAll('IIII', 'IIIIIIII'));
    await expect(pair).rejects.toEqual(
      badData(
        /^read 80000 of a_1\.fq \(--reads1\) is "r80000", but read 80000 of a_2\.fq \(--reads2\) is "x"$/,
      ),
    );
  });

  it.each([
    ['fewer first reads', records(2), records(5), /a_1\.fq .* ends after 2 reads, but a_2.* "r3"$/],
    ['fewer second reads', records(9), records(1), /a_2\.fq .* ends after 1 read, but a_1.* "r2"$/],
    ['no first reads', gzipSync(''), records(5), /a_1\.fq .* holds no reads, but a_2.* "r1"$/],
    ['no second reads', records(5), '\n', /a_2\.fq .* holds no reads, but a_1.* "r1"$/],
  ])('with %s are refused', async (_, first, second, problem) => {
    await expect(checkPair(first, second)).rejects.toEqual(badData(problem));
  });

  it('with names that end in .1 and .2 are refused, with the reason', async () => {
    await expect(checkPair(record('SRR1.7.1'), record('SRR1.7.2'))).rejects.toMatchObject({
      facts: { advice: expect.stringContaining('fastq-dump writes them only with -I') },
    });
  });

  it.each([
    ['r/2', 'r/1'],
    ['r 2:N:0:ACGT', 'r 1:N:0:ACGT'],
  ])('that are exchanged, %s and %s, are refused', async (first, second) => {
    const lane = await checkPair(record(first), record(second));
    expect(() => rejectExchangedMates(lane)).toThrow(
      badData(/^a_1\.fq .* holds the second reads of pairs \("@r.*2.*"\), and a_2\.fq .* first/),
    );
  });

  it.each([
    ['r/1', 'r/2'],
    ['r', 'r'],
    ['r 1:N:0:A', 'r 3:N:0:A'],
  ])('that are not exchanged, %s and %s, are accepted', async (first, second) => {
    const lane = await checkPair(record(first), record(second));
    expect(() => rejectExchangedMates(lane)).not.toThrow();
  });
});

describe('files with the same reads', () => {
  it('are found although the reads’ names differ', async () => {
    const lane = await checkPair(record('r/1'), record('r/2'));
    expect(sameReads([lane])).toEqual([
      'a_1.fq (--reads1) and a_2.fq (--reads2) begin with the same reads. Check whether one is a copy of the other',
    ]);
  });

  it('are not reported if no base was called, or if there are no reads', async () => {
    expect(sameReads([await checkPair(record('r', 'NNN'), record('r', 'NNN'))])).toEqual([]);
    expect(sameReads([await checkPair('\n', '\n')])).toEqual([]);
    expect(sameReads([await checkPair(record('r'), record('r', 'ACGA'))])).toEqual([]);
  });
});
