import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeContents, removeTree } from './remove-tree.ts';

let base: string;
let outside: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'remove-'));
  outside = mkdtempSync(join(tmpdir(), 'outside-'));
  writeFileSync(join(outside, 'precious'), '');
});
afterEach(() => {
  // `rmSync` fails on paths this long. The `rm` of coreutils walks by descriptors.
  execFileSync('rm', ['-rf', base, outside]);
});

/** Makes directories so deep that no system call accepts their path. */
function makeDeep(directory: string): void {
  const script = `cd '${directory}' && for i in $(seq 30); do n=$(printf '%0200d' $i); mkdir "$n" && cd -P "$n" && touch file || exit 1; done`;
  execFileSync('bash', ['-c', script]);
}

describe('the removal of a tree', () => {
  it('removes directories whose paths are longer than PATH_MAX', async () => {
    makeDeep(base);
    await removeContents(base);
    expect(readdirSync(base)).toEqual([]);
  });

  it('removes more levels of directories than a process may hold descriptors of', async () => {
    execFileSync('python3', [
      '-c',
      'import os,sys\nos.chdir(sys.argv[1])\nfor i in range(1200): os.mkdir("d"); os.chdir("d")',
      base,
    ]);
    await removeContents(base);
    expect(readdirSync(base)).toEqual([]);
  });

  it('refuses a link that has the directory’s name', async () => {
    const link = join(base, 'link');
    symlinkSync(outside, link);
    await expect(removeTree(link)).rejects.toMatchObject({ code: 'ENOTDIR' });
    expect(readdirSync(outside)).toEqual(['precious']);
  });
});
