import { jest } from '@jest/globals';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeContents, removeTree } from './remove-tree.ts';
import { createScratch } from './scratch.ts';
import { sweepOrphans, type SweepOptions } from './sweep.ts';

/** Another user where this one is root, who may become any; else this one, from another process. */
const OTHER_USER = process.getuid?.() === 0 ? 65534 : (process.getuid?.() ?? 0);
const ROUNDS = 15;

// Other work on the machine slows the race down.
jest.setTimeout(60_000);

let base: string;
let outside: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'remove-'));
  outside = mkdtempSync(join(tmpdir(), 'outside-'));
  writeFileSync(join(outside, 'precious'), '');
  // Open to all, and without the sticky bit.
  for (const path of [base, outside]) chmodSync(path, 0o777);
});
afterEach(() => {
  // By coreutils, which walk below descriptors, too.
  execFileSync('rm', ['-rf', base, outside]);
});

/** Makes directories so deep that their path is longer than any system call takes. */
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

  it('refuses a link in the place of the directory', async () => {
    const link = join(base, 'link');
    symlinkSync(outside, link);
    await expect(removeTree(link)).rejects.toMatchObject({ code: 'ENOTDIR' });
    expect(readdirSync(outside)).toEqual(['precious']);
  });
});

describe('a sweep of a base that another user may write to', () => {
  const options = (changes: Partial<SweepOptions> = {}): SweepOptions => ({
    takeBack: (left) => Promise.resolve({ ...left, uploads: [] }),
    emit: () => undefined,
    signal: new AbortController().signal,
    ...changes,
  });

  it('removes nothing elsewhere when the directory becomes a link half-way', async () => {
    (await createScratch(base)).letGo();
    const takeBack: SweepOptions['takeBack'] = (left) => {
      const [name = ''] = readdirSync(base);
      const swap = `mv '${base}/${name}' '${base}/aside' && ln -s '${outside}' '${base}/${name}'`;
      execFileSync('sh', ['-c', swap], { uid: OTHER_USER, gid: OTHER_USER });
      writeFileSync(join(outside, '.joblayer-owner.json'), '');
      return Promise.resolve(left);
    };
    await sweepOrphans(base, options({ takeBack }));
    expect(readdirSync(outside).sort()).toEqual(['.joblayer-owner.json', 'precious']);
  });

  it('removes nothing elsewhere while the other user swaps directories for links all the time', async () => {
    const ready = join(outside, 'ready');
    const swapper = spawn(
      'python3',
      [
        '-c',
        [
          'import os,sys',
          'base,outside=sys.argv[1:]',
          'open(outside+"/ready","w").close()',
          'while True:',
          ' for name in os.listdir(base):',
          '  try:',
          '   os.rename(base+"/"+name,base+"/aside-"+name); os.symlink(outside,base+"/"+name)',
          '   os.unlink(base+"/"+name); os.rename(base+"/aside-"+name,base+"/"+name)',
          '  except OSError: pass',
        ].join('\n'),
        base,
        outside,
      ],
      { uid: OTHER_USER, gid: OTHER_USER },
    );
    const ended = once(swapper, 'exit');
    while (!existsSync(ready)) await new Promise(setImmediate);
    for (let round = 0; round < ROUNDS; round += 1) {
      const scratch = await createScratch(base).catch(() => undefined);
      scratch?.letGo();
      await sweepOrphans(base, options());
    }
    swapper.kill('SIGKILL');
    await ended;
    expect(readdirSync(outside)).toEqual(expect.arrayContaining(['precious', 'ready']));
  });

  it('is warned of', async () => {
    mkdirSync(join(base, 'other'));
    const messages: string[] = [];
    const emit: SweepOptions['emit'] = (event) =>
      void (event.type === 'warning' && messages.push(event.message));
    await sweepOrphans(base, options({ emit }));
    chmodSync(base, 0o1777);
    await sweepOrphans(base, options({ emit }));
    expect(messages).toEqual([expect.stringContaining(`chmod 1777 ${base}`)]);
  });
});
