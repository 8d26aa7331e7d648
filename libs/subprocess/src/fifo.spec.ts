import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFifos } from './fifo.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "fifo 'of a test-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe('FIFOs', () => {
  it('are made so that only this user may open them', async () => {
    const paths = ['a b', '-c'].map((name) => join(directory, name));
    await makeFifos(paths);
    const found = paths.map((path) => statSync(path));
    expect(found.map((stats) => [stats.isFIFO(), stats.mode & 0o777])).toEqual([
      [true, 0o600],
      [true, 0o600],
    ]);
  });

  it('that cannot be made give an error with the stderr of mkfifo', async () => {
    const path = join(directory, 'absent', 'a');
    await expect(makeFifos([path])).rejects.toMatchObject({
      code: 'failed',
      exitCode: 1,
      argv: ['mkfifo', '-m', '600', path],
      stderr: expect.stringContaining('No such file or directory'),
    });
  });
});
