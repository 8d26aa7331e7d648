import { jest } from '@jest/globals';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createScratch } from './scratch.ts';
import { sweepOrphans, type SweepOptions } from './sweep.ts';

/** Only root can become another user. Other users play the part in a second process of their own. */
const OTHER_USER = process.getuid?.() === 0 ? 65534 : (process.getuid?.() ?? 0);
const ROUNDS = 15;

// The race is slow if other work keeps the machine busy.
jest.setTimeout(60_000);

let base: string;
let outside: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'open-base-'));
  outside = mkdtempSync(join(tmpdir(), 'outside-'));
  writeFileSync(join(outside, 'precious'), '');
  // Open to all, and without the sticky bit.
  for (const path of [base, outside]) chmodSync(path, 0o777);
});
afterEach(() => {
  for (const path of [base, outside]) rmSync(path, { recursive: true, force: true });
});

describe('a sweep of a scratch base that another user may write to', () => {
  const options = (changes: Partial<SweepOptions> = {}): SweepOptions => ({
    rollBack: (left) => Promise.resolve({ ...left, uploads: [] }),
    emit: () => undefined,
    signal: new AbortController().signal,
    ...changes,
  });

  it('removes nothing elsewhere if the other user replaces a directory with a link half-way', async () => {
    (await createScratch(base)).letGo();
    const rollBack: SweepOptions['rollBack'] = (left) => {
      const [name = ''] = readdirSync(base);
      const swap = `mv '${base}/${name}' '${base}/aside' && ln -s '${outside}' '${base}/${name}'`;
      execFileSync('sh', ['-c', swap], { uid: OTHER_USER, gid: OTHER_USER });
      writeFileSync(join(outside, '.joblayer-owner.json'), '');
      return Promise.resolve(left);
    };
    await sweepOrphans(base, options({ rollBack }));
    expect(readdirSync(outside).sort()).toEqual(['.joblayer-owner.json', 'precious']);
  });

  it('removes nothing elsewhere while the other user keeps swapping directories for links', async () => {
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

  it('warns that the base has no sticky bit, and states the command that sets it', async () => {
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
