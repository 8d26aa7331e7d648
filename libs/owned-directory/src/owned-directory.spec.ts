import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { deadForMs, ownObserver } from './dead-owner.ts';
import { createOwnedDirectory, heartbeatAtMs } from './owned-directory.ts';
import { startOther } from './testing/owner.ts';

let base: string;
beforeEach(() => (base = mkdtempSync(join(tmpdir(), 'owned-'))));
afterEach(() => rmSync(base, { recursive: true }));

const deadFor = (root: string) => deadForMs(root, basename(root), ownObserver());

describe('an owned directory', () => {
  it('is for its user only, and holds an owner file, a lifeline and the subdirectories asked for', async () => {
    const { root, letGo } = await createOwnedDirectory(base, ['a', 'a/b']);
    expect(readdirSync(root).sort()).toEqual(['.joblayer-lifeline', '.joblayer-owner.json', 'a']);
    expect(readdirSync(join(root, 'a'))).toEqual(['b']);
    expect(statSync(root).mode & 0o777).toBe(0o700);
    letGo();
  });

  it('leaves nothing if one of its parts cannot be made', async () => {
    const made = createOwnedDirectory(base, ['a', 'missing/b']);
    await expect(made).rejects.toMatchObject({ code: 'ENOENT' });
    expect(readdirSync(base)).toEqual([]);
  });

  it('shows another process that its owner lives, even while the owner is frozen', async () => {
    const owner = await startOther('own', base);
    expect(deadFor(owner.said)).toBeUndefined();
    owner.child.kill('SIGSTOP');
    // Makes the heartbeat as old as if the owner had been frozen for an hour.
    const anHourAgo = new Date(Date.now() - 3_600_000);
    utimesSync(join(owner.said, '.joblayer-owner.json'), anHourAgo, anHourAgo);
    expect(deadFor(owner.said)).toBeUndefined();
    await owner.kill();
  });

  it('shows at once that its owner was killed', async () => {
    const owner = await startOther('own', base);
    await owner.kill();
    expect(deadFor(owner.said)).toEqual(expect.any(Number));
  });

  it('shows no sign of life once its owner lets go, once or twice', async () => {
    const { root, letGo } = await createOwnedDirectory(base, []);
    expect(deadFor(root)).toBeUndefined();
    letGo();
    letGo();
    expect(deadFor(root)).toEqual(expect.any(Number));
  });

  it('states when its owner last gave a sign of life', async () => {
    const { root, letGo } = await createOwnedDirectory(base, []);
    utimesSync(join(root, '.joblayer-owner.json'), 7, 7);
    expect(heartbeatAtMs(root)).toBe(7_000);
    expect(heartbeatAtMs(join(base, 'missing'))).toBeUndefined();
    letGo();
  });
});
