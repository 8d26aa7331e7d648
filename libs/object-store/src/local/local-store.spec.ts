import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { describeObjectStore } from '../testing/contract/object-store-contract.ts';
import { LocalStore } from './local-store.ts';

const made: string[] = [];
const makeBase = async () => {
  const base = await mkdtemp(join(tmpdir(), 'local-store-'));
  made.push(base);
  return base;
};
afterAll(() => Promise.all(made.map((base) => rm(base, { recursive: true }))));

describeObjectStore('the store of local files', async () => {
  const base = await makeBase();
  return {
    store: new LocalStore(),
    directory: { scheme: 'file', path: `${base}/` },
    async put(path, content) {
      await mkdir(dirname(join(base, path)), { recursive: true });
      await writeFile(join(base, path), content);
    },
    async paths() {
      const entries = await readdir(base, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => relative(base, join(entry.parentPath, entry.name)))
        .sort();
    },
    read: (path) => readFile(join(base, path)),
  };
});

it('stores that probe the same new directory at once do not remove it under each other', async () => {
  const base = await makeBase();
  const path = join(base, 'new', 'out');
  const probes = Array.from({ length: 50 }, () =>
    new LocalStore().probeWrite({ scheme: 'file', path }),
  );
  expect(await Promise.all(probes)).toHaveLength(50);
  const left = await readdir(base, { recursive: true, withFileTypes: true });
  expect(left.filter((entry) => entry.isFile())).toEqual([]);
});

it('the trial file of a write probe is in the journal before it exists, so that it is found after a kill', async () => {
  const base = await makeBase();
  const notes: (readonly [string, string, boolean])[] = [];
  const journal = {
    fileBegun: (path: string) => void notes.push(['begun', path, existsSync(path)]),
    fileEnded: (path: string) => void notes.push(['ended', path, existsSync(path)]),
  };
  await new LocalStore(journal).probeWrite({ scheme: 'file', path: join(base, 'out') });
  const [, probe] = notes[0] ?? [];
  expect(notes).toEqual([
    ['begun', probe, false],
    ['ended', probe, false],
  ]);
  expect(dirname(probe ?? '')).toBe(base);
});

describe('a local directory', () => {
  it.each([
    ['a link to nothing', 'nowhere', { code: 'input-absent' }],
    ['a link to a directory', '.', { code: 'usage' }],
  ])('with %s in it is refused, and the error names the link', async (_, target, problem) => {
    const base = await makeBase();
    await writeFile(join(base, 'file'), '');
    await symlink(target, join(base, 'link'));
    const list = new LocalStore().list({ scheme: 'file', path: `${base}/` });
    const location = { scheme: 'file', path: join(base, 'link') };
    await expect(list).rejects.toMatchObject({ ...problem, facts: { location } });
  });

  it.each([
    ['no one may read', 0o000, 'closed'],
    ['no one may enter', 0o444, 'closed/x.fq'],
  ])(
    'with a directory in it that %s is refused, and the error names it',
    async (_, mode, named) => {
      const base = await makeBase();
      await mkdir(join(base, 'closed'));
      await writeFile(join(base, 'closed', 'x.fq'), '');
      await chmod(join(base, 'closed'), mode);
      await chmod(base, 0o755);
      const list = () => new LocalStore().list({ scheme: 'file', path: `${base}/` });
      const location = { scheme: 'file', path: join(base, named) };
      await expect(asUser(list)).rejects.toMatchObject({
        ...{ code: 'access-denied' },
        facts: { location },
      });
      await chmod(join(base, 'closed'), 0o755);
    },
  );
});

/** Root may read everything, so as root the action runs as the user of the images. */
async function asUser<T>(action: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return action();
  process.seteuid?.(10001);
  try {
    return await action();
  } finally {
    process.seteuid?.(0);
  }
}
