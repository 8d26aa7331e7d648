import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ownObserver } from './dead-owner.ts';
import { ownIdentity } from './process-identity.ts';
import { provisionalName, removeAbandoned } from './provisional-directory.ts';
import { startOther } from './testing/owner.ts';

let base: string;
beforeEach(() => (base = mkdtempSync(join(tmpdir(), 'provisional-'))));
afterEach(() => rmSync(base, { recursive: true }));

const observer = ownObserver();

describe('a provisional directory', () => {
  it('is removed once its process is gone', async () => {
    const other = await startOther('identity');
    if (other.child.exitCode === null) await once(other.child, 'exit');
    const path = provisionalName(join(base, 'x'), JSON.parse(other.said));
    mkdirSync(path);
    // The owner file as a process leaves it that is killed while it writes.
    writeFileSync(join(path, '.joblayer-owner.json'), '');
    expect(await removeAbandoned(path, observer)).toBe(true);
    expect(readdirSync(base)).toEqual([]);
  });

  it('stays while its process lives', async () => {
    const path = provisionalName(join(base, 'x'), ownIdentity());
    mkdirSync(path);
    expect(await removeAbandoned(path, observer)).toBe(false);
    expect(readdirSync(base)).toEqual([basename(path)]);
  });

  it.each(['x', 'x.bare-', 'x.bare-a_1_2', '.bare-a_1_2_3'])(
    'cannot have the name %j, so a directory of that name stays',
    async (name) => {
      mkdirSync(join(base, name));
      expect(await removeAbandoned(join(base, name), observer)).toBe(false);
      expect(readdirSync(base)).toEqual([name]);
    },
  );
});
