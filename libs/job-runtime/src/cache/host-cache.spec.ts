import { LocalStore, type ObjectInfo, type Source } from '@joblayer/object-store';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobEvent } from '../job/events.ts';
import { CopyingSource } from '../testing/copying-source.ts';
import { JobError } from '../job/errors.ts';
import { HostCache } from './host-cache.ts';
import type { CacheSettings } from '../job/job.ts';

/** Processes start slowly while all cores are busy. */
const MANY_PROCESSES_MS = 60_000;
const USER = join(import.meta.dirname, '../testing/cache-user.ts');

let base: string;
const open: HostCache[] = [];
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'cache-'));
  writeFileSync(join(base, 'log'), '');
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((cache) => cache.close()));
  rmSync(base, { recursive: true });
});

const own = (...names: string[]) =>
  join(base, 'cache', `user-${process.getuid?.() ?? 0}`, ...names);
const downloads = () => readFileSync(join(base, 'log'), 'utf8').split('\n').length - 1;
const write = (name: string, content: string) => {
  writeFileSync(join(base, name), content);
  return new LocalStore().stat({ scheme: 'file', path: join(base, name) });
};

/** A job that uses the cache. */
const job = (settings: Partial<CacheSettings> = {}, stop = new AbortController()) => {
  const events: JobEvent[] = [];
  const { signal } = stop;
  const cache = new HostCache(
    { directory: join(base, 'cache'), ...settings },
    { signal, emit: (event) => events.push(event) },
  );
  open.push(cache);
  const source: Source = new CopyingSource(join(base, 'log'), join(base, 'held'));
  return {
    cache,
    events,
    stop,
    warnings: () => events.flatMap((event) => (event.type === 'warning' ? [event.message] : [])),
    get: async (object: ObjectInfo, from = source) => {
      const target = join(base, randomUUID());
      let bytes = 0;
      const onBytes = (delta: number) => (bytes += delta);
      const how = await cache.fetch(object, target, from, { signal, onBytes });
      return { how, bytes, target, content: readFileSync(target, 'utf8') };
    },
  };
};
const got = async (object: ObjectInfo, settings: Partial<CacheSettings> = {}) => {
  const { cache, get, warnings } = job(settings);
  await cache.lease([object]);
  const result = await get(object);
  await cache.close();
  return { ...result, warnings: warnings() };
};

/** Starts a job as a separate process. */
const startUser = (object: ObjectInfo): ChildProcess =>
  spawn(process.execPath, [USER, base, join(base, baseOf(object))], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
const baseOf = ({ location }: ObjectInfo) =>
  location.scheme === 'file' ? location.path.slice(base.length + 1) : '';
const said = async (user: ChildProcess) =>
  user.stdout ? (await buffer(user.stdout)).toString('utf8').trim() : '';
const until = async (condition: () => boolean) => {
  while (!condition()) await sleep(5);
};
/** A cache user that ends while its directory is read is not downloading. */
const isDownloading = () => {
  try {
    const found = readdirSync(own('jobs'), { recursive: true });
    return found.some((path) => String(path).endsWith('.part'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
};

describe('the host cache', () => {
  it('downloads an object for the first job, and gives it to later jobs without a transfer', async () => {
    const object = await write('genome.fa', '>chr\nACGT\n');
    expect(await got(object)).toMatchObject({ how: 'downloaded', bytes: 10, warnings: [] });
    const second = await got(object);
    expect(second).toMatchObject({ how: 'cached', bytes: 0, content: '>chr\nACGT\n' });
    expect(downloads()).toBe(1);
    expect(statSync(second.target)).toMatchObject({ nlink: 1 });
    expect(statSync(second.target).mode & 0o777).toBe(0o444);
    expect(readdirSync(own('jobs'))).toEqual([]);
    expect(readdirSync(own('claims'))).toEqual([]);
  });

  it('does not keep an object that no job leased', async () => {
    const object = await write('reads.fq', 'ACGT');
    const { get, cache } = job();
    await cache.lease([]);
    expect(await get(object)).toMatchObject({ how: 'downloaded' });
    expect(existsSync(join(base, 'cache'))).toBe(false);
  });

  it(
    'downloads an object once for many processes that ask at the same moment',
    async () => {
      const object = await write('genome.fa', 'ACGT');
      writeFileSync(join(base, 'held'), '');
      const users = Array.from({ length: 8 }, () => startUser(object));
      const ends = users.map(said);
      await until(isDownloading);
      await sleep(300);
      rmSync(join(base, 'held'));
      const ways = await Promise.all(ends);
      expect(ways.sort()).toEqual([...Array<string>(7).fill('cached ACGT'), 'downloaded ACGT']);
      expect(downloads()).toBe(1);
      expect(readdirSync(own('jobs'))).toEqual([]);
      expect(readdirSync(own('claims'))).toEqual([]);
    },
    MANY_PROCESSES_MS,
  );

  it(
    'downloads an object again, and drops the part, after a downloader was killed',
    async () => {
      const object = await write('genome.fa', 'ACGTACGT');
      writeFileSync(join(base, 'held'), '');
      const killed = startUser(object);
      await until(isDownloading);
      const waiting = [startUser(object), startUser(object)].map(said);
      await sleep(500);
      killed.kill('SIGKILL');
      await until(() => downloads() === 2);
      rmSync(join(base, 'held'));
      expect((await Promise.all(waiting)).sort()).toEqual([
        'cached ACGTACGT',
        'downloaded ACGTACGT',
      ]);
      expect(downloads()).toBe(2);
      await got(object);
      expect(readdirSync(own('jobs'))).toEqual([]);
      expect(readdirSync(own('claims'))).toEqual([]);
    },
    MANY_PROCESSES_MS,
  );

  it(
    'does not wait for a downloader that stands still',
    async () => {
      const object = await write('genome.fa', 'ACGT');
      writeFileSync(join(base, 'held'), '');
      const frozen = startUser(object);
      const end = said(frozen);
      await until(isDownloading);
      frozen.kill('SIGSTOP');
      rmSync(join(base, 'held'));
      const [name = ''] = readdirSync(own('jobs'));
      const longAgo = new Date(Date.now() - 61_000);
      utimesSync(own('jobs', name, '.joblayer-owner.json'), longAgo, longAgo);
      const { how, warnings } = await got(object);
      expect(how).toBe('downloaded');
      expect(warnings).toEqual([expect.stringMatching(/cannot be used.*stands still/)]);
      frozen.kill('SIGCONT');
      expect(await end).toBe('downloaded ACGT');
    },
    MANY_PROCESSES_MS,
  );

  it('lets another job download an object if a download fails', async () => {
    const object = await write('genome.fa', 'ACGT');
    const first = job();
    const second = job();
    await first.cache.lease([object]);
    await second.cache.lease([object]);
    const fails = Promise.withResolvers<never>();
    const failing = first.get(object, { fetch: () => fails.promise });
    const waiting = second.get(object);
    await until(() => second.events.some(({ type }) => type === 'download-awaited'));
    const location = { scheme: 's3', bucket: 'b', key: 'k' } as const;
    fails.reject(new JobError({ code: 'transient', problem: 'S3 failed', location }));
    await expect(failing).rejects.toMatchObject({ code: 'transient' });
    expect(await waiting).toMatchObject({ how: 'downloaded', content: 'ACGT' });
    expect([...first.warnings(), ...second.warnings()]).toEqual([]);
  });

  it('stops waiting when the job is stopped', async () => {
    const object = await write('genome.fa', 'ACGT');
    writeFileSync(join(base, 'held'), '');
    const first = job();
    const second = job();
    await Promise.all([first, second].map(({ cache }) => cache.lease([object])));
    const downloading = first.get(object);
    const waiting = second.get(object);
    await until(() => second.events.length > 0);
    second.stop.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
    await second.cache.close();
    rmSync(join(base, 'held'));
    expect(await downloading).toMatchObject({ how: 'downloaded' });
  });

  it('downloads an object again after it was overwritten at its location', async () => {
    const before = await write('genome.fa', 'ACGT');
    await got(before);
    const after = await write('genome.fa', 'TTTT');
    expect(await got(after)).toMatchObject({ how: 'downloaded', content: 'TTTT' });
    expect(downloads()).toBe(2);
  });

  it('notices that a cached file was written to, and replaces it', async () => {
    const object = await write('genome.fa', 'ACGT');
    const { target } = await got(object);
    chmodSync(target, 0o644);
    appendFileSync(target, 'garbage');
    const { how, content, warnings } = await got(object);
    expect({ how, content }).toEqual({ how: 'downloaded', content: 'ACGT' });
    expect(warnings).toEqual([expect.stringMatching(/genome\.fa.*was altered/)]);
    expect(await got(object)).toMatchObject({ how: 'cached', warnings: [] });
  });

  const entryOf = () => {
    const [key = ''] = readdirSync(own('objects'));
    return {
      path: own('objects', key, 'genome.fa'),
      entry: own('objects', key, '.joblayer-entry.json'),
    };
  };
  /** Overwrites a cached file as a tool may do that works in place and restores the modification time. */
  const rewrite = (content: string) => {
    const { path } = entryOf();
    chmodSync(join(path, '..'), 0o700);
    chmodSync(path, 0o644);
    execFileSync('sh', [
      '-c',
      `touch -r "$1" "$1.time" && printf '%s' "$2" > "$1" && touch -r "$1.time" "$1" && rm "$1.time"`,
      'sh',
      path,
      content,
    ]);
  };

  it(
    'notices that a tool rewrote a cached file with the same size and time, and replaces it',
    async () => {
      const object = await write('genome.fa', 'ACGT');
      await got(object);
      const before = statSync(entryOf().path, { bigint: true }).mtimeNs;
      rewrite('TTTT');
      expect(statSync(entryOf().path, { bigint: true }).mtimeNs).toBe(before);
      const { how, content, warnings } = await got(object);
      expect({ how, content }).toEqual({ how: 'downloaded', content: 'ACGT' });
      expect(warnings).toEqual([expect.stringMatching(/genome\.fa.*was altered/)]);
      expect(await got(object)).toMatchObject({ how: 'cached', warnings: [] });
    },
    MANY_PROCESSES_MS,
  );

  it(
    'keeps a file that was rewritten with the same content, and makes it read-only again',
    async () => {
      const object = await write('genome.fa', 'ACGT');
      await got(object);
      rewrite('ACGT');
      expect(await got(object)).toMatchObject({ how: 'cached', warnings: [] });
      const { path, entry } = entryOf();
      const { mode, ctimeNs } = statSync(path, { bigint: true });
      expect(Number(mode) & 0o777).toBe(0o444);
      expect(JSON.parse(readFileSync(entry, 'utf8'))).toMatchObject({ ctimeNs: String(ctimeNs) });
    },
    MANY_PROCESSES_MS,
  );

  it('compares the content of an entry of an older version, which has no ctime', async () => {
    const object = await write('genome.fa', 'ACGT');
    await got(object);
    const facts = JSON.parse(readFileSync(entryOf().entry, 'utf8')) as { ctimeNs?: string };
    delete facts.ctimeNs;
    writeFileSync(entryOf().entry, JSON.stringify(facts));
    expect(await got(object)).toMatchObject({ how: 'cached', warnings: [] });
    expect(readFileSync(entryOf().entry, 'utf8')).toContain('ctimeNs');
  });

  it('lets no one add files to the directory of an object, not even the job’s own user', async () => {
    await got(await write('genome.fa', 'ACGT'));
    const [key = ''] = readdirSync(own('objects'));
    expect(statSync(own('objects', key)).mode & 0o777).toBe(0o555);
  });

  /** Changes that a tool can make if it runs as the user of the cache and opens the directory first. */
  it.each<[string, (directory: string) => void]>([
    ['adds a file', (directory) => writeFileSync(join(directory, 'genome.fa.fai'), 'chr\t1\n')],
    ['removes it', (directory) => rmSync(join(directory, 'genome.fa'))],
    [
      'renames it',
      (directory) => renameSync(join(directory, 'genome.fa'), join(directory, 'other.fa')),
    ],
    [
      'replaces it with another file of the same size and time',
      (directory) => {
        const path = join(directory, 'genome.fa');
        const { atime, mtime } = statSync(path);
        execFileSync('sh', ['-c', 'printf TTTT > "$1.new" && touch -r "$1" "$1.new"', 'sh', path]);
        renameSync(`${path}.new`, path);
        expect(statSync(path)).toMatchObject({ atime, mtime, size: 4 });
      },
    ],
    [
      'replaces it with a link to a file of the same content',
      (directory) => {
        writeFileSync(join(base, 'elsewhere'), 'ACGT');
        rmSync(join(directory, 'genome.fa'));
        symlinkSync(join(base, 'elsewhere'), join(directory, 'genome.fa'));
      },
    ],
    [
      'replaces its directory with a link',
      (directory) => {
        renameSync(directory, join(base, 'elsewhere'));
        symlinkSync(join(base, 'elsewhere'), directory);
      },
    ],
  ])('downloads an object again after a tool %s', async (_, alter) => {
    const object = await write('genome.fa', 'ACGT');
    await got(object);
    const [key = ''] = readdirSync(own('objects'));
    chmodSync(own('objects', key), 0o700);
    alter(own('objects', key));
    const { how, content, warnings } = await got(object);
    expect({ how, content }).toEqual({ how: 'downloaded', content: 'ACGT' });
    expect(warnings).toEqual([expect.stringMatching(/genome\.fa.*was altered/)]);
    expect(await got(object)).toMatchObject({ how: 'cached', content: 'ACGT', warnings: [] });
  });

  it('downloads two objects again after a tool swapped their directories', async () => {
    const objects = [await write('genome.fa', 'ACGT'), await write('genome.fai', 'TTTT')];
    for (const object of objects) await got(object);
    const [one = '', two = ''] = readdirSync(own('objects'));
    for (const key of [one, two]) chmodSync(own('objects', key), 0o700);
    renameSync(own('objects', one), join(base, 'swapped'));
    renameSync(own('objects', two), own('objects', one));
    renameSync(join(base, 'swapped'), own('objects', two));
    for (const object of objects) expect(await got(object)).toMatchObject({ how: 'downloaded' });
    expect((await got(objects[0] as ObjectInfo)).content).toBe('ACGT');
  });

  /** Rewrites a cached file together with its entry. Only the job that runs the tool can notice. */
  const forge = (content: string) => {
    rewrite(content);
    const { path, entry } = entryOf();
    const facts = JSON.parse(readFileSync(entry, 'utf8')) as object;
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(crc32(content));
    const { ctimeNs } = statSync(path, { bigint: true });
    const forged = { ...facts, crc32: crc.toString('base64'), ctimeNs: String(ctimeNs) };
    writeFileSync(entry, JSON.stringify(forged));
  };

  it.each([
    ['rewrites what it was given', () => rewrite('TTTT')],
    ['rewrites it together with its entry', () => forge('TTTT')],
  ])('fails the job, and no later job gets the file, if a tool %s', async (_, alter) => {
    const object = await write('genome.fa', 'ACGT');
    const first = job();
    await first.cache.lease([object]);
    await first.get(object);
    const [key = ''] = readdirSync(own('objects'));
    chmodSync(own('objects', key), 0o700);
    alter();
    await expect(first.cache.assertUnaltered()).rejects.toMatchObject({
      ...{ code: 'transient', message: expect.stringContaining('genome.fa') as string },
    });
    await first.cache.close();
    expect(await got(object)).toMatchObject({ how: 'downloaded', content: 'ACGT' });
  });

  it('warns of a file that the tool of a failed job altered, and no later job gets it', async () => {
    const object = await write('genome.fa', 'ACGT');
    const first = job();
    await first.cache.lease([object]);
    await first.get(object);
    const [key = ''] = readdirSync(own('objects'));
    chmodSync(own('objects', key), 0o700);
    forge('TTTT');
    await first.cache.close();
    expect(first.warnings()).toEqual([expect.stringMatching(/genome\.fa.*was altered/)]);
    expect(await got(object)).toMatchObject({ how: 'downloaded', content: 'ACGT' });
  });

  it('lets a job succeed if only the mode of a cached file was changed', async () => {
    const object = await write('genome.fa', 'ACGT');
    const first = job();
    await first.cache.lease([object]);
    await first.get(object);
    chmodSync(entryOf().path, 0o644);
    await first.cache.assertUnaltered();
    await first.cache.close();
    expect(await got(object)).toMatchObject({ how: 'cached', warnings: [] });
  });

  it('downloads an object again if its file is gone and its entry is left', async () => {
    const object = await write('genome.fa', 'ACGT');
    await got(object);
    const [key = ''] = readdirSync(own('objects'));
    chmodSync(own('objects', key), 0o700);
    rmSync(own('objects', key, 'genome.fa'));
    expect(await got(object)).toMatchObject({ how: 'downloaded', content: 'ACGT' });
  });
});

describe('a host cache with a limit', () => {
  const used = (...names: string[]) =>
    names.filter((name) =>
      readdirSync(own('objects'), { recursive: true }).some((path) =>
        String(path).endsWith(`/${name}`),
      ),
    );
  const notUsedSince = (name: string, hours: number) => {
    const path = readdirSync(own('objects')).find((key) => existsSync(own('objects', key, name)));
    const then = new Date(Date.now() - hours * 3_600_000);
    utimesSync(own('objects', path ?? '', '.joblayer-entry.json'), then, then);
  };

  it('evicts the least recently used object to keep the limit', async () => {
    const a = await write('a', 'a'.repeat(40));
    const b = await write('b', 'b'.repeat(40));
    const c = await write('c', 'c'.repeat(40));
    await got(a, { maxBytes: 100 });
    await got(b, { maxBytes: 100 });
    notUsedSince('a', 2);
    notUsedSince('b', 3);
    await got(a, { maxBytes: 100 });
    expect(await got(c, { maxBytes: 100 })).toMatchObject({ how: 'downloaded', warnings: [] });
    expect(used('a', 'b', 'c')).toEqual(['a', 'c']);
  });

  it('does not evict what another job uses or will use', async () => {
    const a = await write('a', 'a'.repeat(60));
    const b = await write('b', 'b'.repeat(60));
    const c = await write('c', 'c'.repeat(60));
    const first = job({ maxBytes: 130 });
    await first.cache.lease([a, b]);
    await first.get(a);
    const { how, warnings } = await got(c, { maxBytes: 130 });
    expect(how).toBe('downloaded');
    expect(warnings).toEqual([
      expect.stringMatching(/no space under its limit of 130 bytes for 1 input of 60 bytes.*120/),
    ]);
    expect(await first.get(b)).toMatchObject({ how: 'downloaded' });
    expect(used('a', 'b', 'c')).toEqual(['a', 'b']);
    await first.cache.close();
    await got(c, { maxBytes: 130 });
    expect(used('a', 'b', 'c')).toHaveLength(2);
    expect(used('c')).toEqual(['c']);
  });

  it('evicts nothing for an object that could not fit anyway', async () => {
    const a = await write('a', 'a'.repeat(60));
    await got(a, { maxBytes: 100 });
    const { warnings } = await got(await write('b', 'b'.repeat(200)), { maxBytes: 100 });
    expect(warnings).toHaveLength(1);
    expect(used('a', 'b')).toEqual(['a']);
  });

  it('counts an object once even if several jobs download it', async () => {
    const a = await write('a', 'a'.repeat(60));
    const jobs = [job({ maxBytes: 100 }), job({ maxBytes: 100 }), job({ maxBytes: 100 })];
    for (const { cache } of jobs) await cache.lease([a]);
    const ways = await Promise.all(jobs.map(({ get }) => get(a)));
    expect(ways.map(({ how }) => how).sort()).toEqual(['cached', 'cached', 'downloaded']);
    expect(jobs.flatMap(({ warnings }) => warnings())).toEqual([]);
  });

  it('keeps a lowered limit as soon as an object is added', async () => {
    await got(await write('a', 'a'.repeat(60)));
    await got(await write('b', 'b'.repeat(60)));
    notUsedSince('a', 1);
    notUsedSince('b', 2);
    await got(await write('c', 'c'.repeat(10)), { maxBytes: 75 });
    expect(used('a', 'b', 'c')).toEqual(['a', 'c']);
  });
});

describe('a job with a host cache that cannot be used', () => {
  it.each<[string, RegExp, () => void]>([
    [
      'because a file has the directory’s name',
      /file already exists/,
      () => writeFileSync(join(base, 'cache'), ''),
    ],
    [
      'because other users can write to it',
      /can be written by other users/,
      () => {
        mkdirSync(own(), { recursive: true });
        chmodSync(own(), 0o777);
      },
    ],
    [
      'because the directory holds something else',
      /holds something else/,
      () => mkdirSync(own('photos'), { recursive: true, mode: 0o755 }),
    ],
  ])('%s warns once and downloads its inputs itself', async (_, problem, spoil) => {
    const [a, b] = [await write('a', 'A'), await write('b', 'B')];
    spoil();
    const { cache, get, warnings } = job();
    await cache.lease([a, b]);
    expect(await get(a)).toMatchObject({ how: 'downloaded', content: 'A' });
    expect(await get(b)).toMatchObject({ how: 'downloaded', content: 'B' });
    expect(warnings()).toEqual([expect.stringMatching(problem)]);
    expect(lstatSync(join(base, 'cache'))).toBeDefined();
  });

  it('because it was removed during the job downloads its inputs itself and counts their bytes once', async () => {
    const a = await write('a', 'ACGT');
    const { cache, get, warnings } = job();
    await cache.lease([a]);
    rmSync(own(), { recursive: true });
    expect(await get(a)).toMatchObject({ how: 'downloaded', content: 'ACGT', bytes: 4 });
    expect(warnings()).toHaveLength(1);
  });
});
