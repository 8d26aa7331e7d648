import { imageTest } from '@joblayer/verify/testing';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const { run, host, write, inHost } = imageTest('multiqc', { offline: true });
const data = path.join(import.meta.dirname, 'data');
const SUMMARY = 'sample.featureCounts.txt.summary';

let statistics: string;
let summary: string;
beforeAll(async () => {
  statistics = await readFile(path.join(data, 'lambda.stats.txt'), 'utf8');
  summary = await readFile(path.join(data, SUMMARY), 'utf8');
});

/** Writes files to a new directory of the test. */
async function layOut(directory: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(host, directory, name)), { recursive: true });
    await write(path.join(directory, name), text);
  }
}

/** The names of samples in the first table, sorted. */
const samplesOf = async (output: string): Promise<string[]> =>
  (await inHost(`${output}/multiqc_data/multiqc_general_stats.txt`))
    .toString()
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t')[0] ?? '')
    .toSorted();

describe('multiqc in its container', () => {
  it('reads the results in a directory, and leaves other files in it out', async () => {
    await layOut('run', { 'a/a.stats.txt': statistics, [`b/${SUMMARY}`]: summary, 'c.bam': 'x' });
    const { exitCode, stderr } = await run('--results-dir', '/t/run', '--output-dir', '/t/out/run');
    expect({ exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(await samplesOf('out/run')).toEqual(['a', 'sample']);
  });

  it('plots over 100 samples in the report, with the scripts that this needs', async () => {
    const many = Array.from({ length: 120 }, (_, i) => [`s${i}.stats.txt`, statistics]);
    await layOut('many', Object.fromEntries(many) as Record<string, string>);
    const { exitCode } = await run('--results-dir', '/t/many', '--output-dir', '/t/out/many');
    expect(exitCode).toBe(0);
    expect(await samplesOf('out/many')).toHaveLength(120);
    const report = (await inHost('out/many/multiqc_report.html')).toString();
    expect(report).toContain('plotly.js v2.27.0');
    expect(report).toMatch(/<div[^>]* class="[^"]*hc-plot/);
    for (const name of ['LZString', 'saveAs', 'JSZip', 'Clipboard', 'toast'])
      expect(report).toMatch(new RegExp(`(?:[.=]|var |function )${name}\\b`));
    expect(report).not.toMatch(/<script[^>]* src=|<link[^>]* href="(?!data:)/);
    expect(report).not.toMatch(/<img[^>]* class="[^"]*mqc-plot/);
  });

  it('fails where two files are of one sample, and keeps the last if told so', async () => {
    await layOut('twice', { '1/s.stats.txt': statistics, '2/s.stats.txt': statistics });
    const files = ['--results', '/t/twice/1/s.stats.txt', '/t/twice/2/s.stats.txt'];
    const refused = await run(...files, '--output-dir', '/t/out/refused');
    expect(refused.exitCode).toBe(65);
    expect(refused.stderr).toMatch(/several files are of one sample: samtools\.stats: .*: s$/m);
    expect(refused.stderr.trim().split('\n').at(-1)).toContain('--results');
    const kept = await run(...files, '--keep-last', '--skip-unread', '--output-dir', '/t/out/kept');
    expect(kept.exitCode).toBe(0);
    expect(kept.stderr).toMatch(/warning: several files are of one sample/);
    expect(await samplesOf('out/kept')).toEqual(['s']);
  });

  it('takes tables with a share of nothing, of which MultiQC writes NaN', async () => {
    const empty = [
      ...['0 + 0 in total (QC-passed reads + QC-failed reads)', '0 + 0 primary'],
      ...['0 + 0 mapped (N/A : N/A)', '0 + 0 paired in sequencing'],
    ];
    await layOut('none', { 'none.flagstat.txt': `${empty.join('\n')}\n` });
    const options = ['--results', '/t/none/none.flagstat.txt', '--output-dir', '/t/out/none'];
    const { exitCode, stderr } = await run(...options);
    expect({ exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ exitCode: 0, stderr: '' });
  });

  it('puts the directories before the names of samples if told so', async () => {
    await layOut('named', { 'x/s.stats.txt': statistics, 'y/s.stats.txt': statistics });
    const options = ['--results-dir', '/t/named', '--directory-names', '--extra-args', '-dd 1'];
    const { exitCode } = await run(...options, '--output-dir', '/t/out/named');
    expect(exitCode).toBe(0);
    expect(await samplesOf('out/named')).toEqual(['x | s', 'y | s']);
  });

  it('fails for a file that no module reads, and names it; or warns if told so', async () => {
    await layOut('unread', { 's.stats.txt': statistics, 'notes.txt': 'hello\n' });
    const files = ['--results', '/t/unread/s.stats.txt', '/t/unread/notes.txt'];
    const refused = await run(...files, '--output-dir', '/t/out/unread');
    expect(refused.exitCode).toBe(65);
    expect(refused.stderr).toMatch(/no module reads: notes\.txt$/m);
    expect((await run(...files, '--skip-unread', '--output-dir', '/t/out/unread')).exitCode).toBe(
      0,
    );
  });

  it.each([
    ['no file that a module reads', { 'notes.txt': 'hello\n' }, 'no module of MultiQC reads any'],
    [
      'a file that a module breaks on',
      { 's.stats.txt': '# This file was produced by samtools stats\nSN\tsequences:' },
      'cut short',
    ],
  ])('fails for a directory with %s', async (_, files, problem) => {
    const directory = `bad-${Object.keys(files).join('-')}`;
    await layOut(directory, files as Record<string, string>);
    const output = ['--output-dir', `/t/out/${directory}`];
    const { exitCode, stderr } = await run('--results-dir', `/t/${directory}`, ...output);
    expect({ exitCode, end: stderr.trim().split('\n').at(-1) }).toEqual({
      exitCode: 65,
      end: expect.stringContaining(problem) as string,
    });
  });
});
