import { LocalStore } from '@joblayer/object-store';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HostCache } from '../cache/host-cache.ts';
import { CopyingSource } from '../testing/copying-source.ts';
import { cacheCommand } from './cache-command.ts';

let base: string;
beforeEach(() => (base = mkdtempSync(join(tmpdir(), 'cache-'))));
afterEach(() => rmSync(base, { recursive: true }));

const { signal } = new AbortController();
const context = { signal, emit: () => undefined };
const directory = () => join(base, 'cache');

/** A job that has brought a file into the cache, and still uses it. */
const job = async (name: string, content: string) => {
  const path = join(base, name);
  writeFileSync(path, content);
  const cache = new HostCache({ directory: directory() }, context);
  const object = await new LocalStore().stat({ scheme: 'file', path });
  await cache.lease([object]);
  const source = new CopyingSource(join(base, 'log'), join(base, 'held'));
  await cache.fetch(object, `${path}.staged`, source, { signal, onBytes: () => undefined });
  return cache;
};
const kept = async (name: string, content: string) => (await job(name, content)).close();

const run = async (...argv: string[]) => {
  const lines: string[] = [];
  const config = { scratchDir: base, image: undefined, batch: undefined, cacheDir: directory() };
  const exitCode = await cacheCommand(argv, config, context, (line) => lines.push(line));
  return { exitCode, lines };
};

describe('the cache command', () => {
  it('lists each object: size, last use, whether a job uses it, location', async () => {
    await kept('a.fa', 'ACGT');
    const using = await job('b.fa', 'ACGTACGT');
    const time = String.raw`\d{4}-\d\d-\d\dT[\d:.]+Z`;
    const { exitCode, lines } = await run('ls');
    expect(exitCode).toBe(0);
    expect(lines).toEqual([
      expect.stringMatching(`^8\t${time}\tin-use\t${join(base, 'b.fa')}$`),
      expect.stringMatching(`^4\t${time}\tunused\t${join(base, 'a.fa')}$`),
      '2 objects, 12 B',
    ]);
    await using.close();
  });

  it('reports no objects, and makes no directory, if there is no cache', async () => {
    for (const action of ['ls', 'prune']) {
      expect(await run(action)).toEqual({ exitCode: 0, lines: ['0 objects, 0 B'] });
    }
    expect(readdirSync(base)).toEqual([]);
  });

  it('prunes what no job uses', async () => {
    await kept('a.fa', 'ACGT');
    const using = await job('b.fa', 'ACGTACGT');
    expect((await run('prune')).lines.at(-1)).toBe('1 object, 8 B');
    await using.close();
    expect((await run('prune')).lines).toEqual(['0 objects, 0 B']);
  });

  it('prunes down to a limit, the least recently used objects first', async () => {
    await kept('a.fa', 'ACGT');
    await kept('b.fa', 'TTTT');
    const { lines } = await run('prune', '--cache-max-bytes', '5');
    expect(lines).toEqual([expect.stringContaining('b.fa'), '1 object, 4 B']);
  });

  it('finds a changed byte even if size and times are unchanged, and removes the file', async () => {
    await kept('a.fa', 'ACGT');
    await kept('b.fa', 'TTTT');
    expect(await run('verify')).toMatchObject({ exitCode: 0 });
    const [found = ''] = readdirSync(directory(), { recursive: true })
      .map((path) => join(directory(), String(path)))
      .filter((path) => path.endsWith('/a.fa'));
    const { atime, mtimeNs } = statSync(found, { bigint: true });
    chmodSync(found, 0o644);
    writeFileSync(found, 'ACGA');
    utimesSync(found, atime, Number(mtimeNs) / 1e9);

    const { exitCode, lines } = await run('verify');
    expect(exitCode).toBe(65);
    expect(lines).toContain('1 damaged, and removed');
    expect((await run('ls')).lines.at(-1)).toBe('1 object, 4 B');
    expect(await run('verify')).toMatchObject({ exitCode: 0 });
  });

  it.each([
    [['list'], /expected one of ls, prune, verify, got "list"/],
    [[], /expected one of ls, prune, verify/],
    [['ls', '--bam', 'x'], /unknown option --bam/],
    [
      ['prune', '--cache-max-bytes', '1 GB'],
      /--cache-max-bytes expects a whole number, got "1 GB"/,
    ],
    [['ls', '--cache-dir', ''], /--cache-dir is missing/],
  ])('with %j is a usage error', async (argv, problem) => {
    await expect(run(...argv)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(problem) as string,
    });
  });
});
