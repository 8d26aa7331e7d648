import { imageTest } from '@joblayer/verify/testing';
import { readdir } from 'node:fs/promises';

const { run, write, inHost, host } = imageTest('fastp', { data: 'lambda', offline: true });
const PAIR = ['--reads1', '/t/reads_1.fq', '--reads2', '/t/reads_2.fq'];
const lastLine = (text: string) => text.split('\n').at(-1);

describe('fastp in its container', () => {
  it('trims 10,000 pairs, and writes mates in one order', async () => {
    const { exitCode, stderr } = await run(...PAIR, '--output-dir', '/t/pairs/');
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    const namesIn = async (name: string) =>
      (await inHost(`pairs/${name}.trimmed.fq`))
        .toString()
        .split('\n')
        .filter((_, line) => line % 4 === 0);
    const names = await namesIn('reads_1.R1');
    expect(names.length).toBeGreaterThan(100);
    expect(await namesIn('reads_2.R2')).toEqual(names);
    const report = JSON.parse((await inHost('pairs/reads_1.fastp.json')).toString());
    expect(report.summary.before_filtering.total_reads).toBe(20_000);
  });

  it('trims single reads, and makes no file for mates', async () => {
    const { exitCode } = await run('--reads1', '/t/reads_1.fq', '--output-dir', '/t/single/');
    expect(exitCode).toBe(0);
    expect((await readdir(`${host}/single`)).sort()).toEqual([
      ...['reads_1.R1.trimmed.fq', 'reads_1.R1.trimmed.fq.joblayer.json'],
      ...['reads_1.fastp.html', 'reads_1.fastp.json'],
    ]);
  });

  it.each([
    ['0 bytes', '', '(--reads2) has 0 bytes'],
    ['a record that is cut short', '@r1\nAC', '(--reads2) ends within the record'],
    ['another format', '>r\nACGT\n', '(--reads2) has a line 1 that does not begin with "@"'],
    ['other mates', '@r\nA\n+\nI\n', 'read 1 of reads_1.fq (--reads1) is'],
  ])('refuses mates with %s before fastp starts', async (_, content, message) => {
    await write('bad.fq', content);
    const bad = ['--reads1', '/t/reads_1.fq', '--reads2', '/t/bad.fq', '--output-dir', '/t/bad/'];
    const { exitCode, stderr } = await run(...bad);
    expect(lastLine(stderr)).toContain(message);
    expect(exitCode).toBe(65);
  });
});
