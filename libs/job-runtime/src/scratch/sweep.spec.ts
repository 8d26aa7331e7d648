import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownIdentity, provisionalName } from '@joblayer/owned-directory/testing';
import type { JobEvent } from '../job/events.ts';
import { JobJournal } from './job-journal.ts';
import type { Leftovers } from './leftovers.ts';
import { createScratch } from './scratch.ts';
import { sweepOrphans, type SweepOptions } from './sweep.ts';

let base: string;
beforeEach(() => (base = mkdtempSync(join(tmpdir(), 'sweep-'))));
afterEach(() => rmSync(base, { recursive: true }));

const NOTHING: Leftovers = {
  uploads: [],
  intendedUploads: [],
  files: [],
  marks: [],
  publications: [],
  sweepers: [],
};
const UPLOAD = { bucket: 'b', key: 'k', uploadId: 'u' };
/** Writes an upload without an end into a killed job's journal. */
const journalUpload = (root: string) => {
  const journal = new JobJournal();
  journal.openIn(root);
  journal.uploadStarted('i', UPLOAD);
};

const sweep = async (options: Partial<SweepOptions> = {}) => {
  const all: JobEvent[] = [];
  const rolledBack: Leftovers[] = [];
  const removed = await sweepOrphans(base, {
    rollBack: (left) => (rolledBack.push(left), Promise.resolve(NOTHING)),
    emit: (event) => all.push(event),
    signal: new AbortController().signal,
    ...options,
  });
  const isLine = ({ type }: JobEvent) => type === 'directory-swept';
  const [lines, events] = [all.filter(isLine), all.filter((event) => !isLine(event))];
  return { removed, lines, events, rolledBack };
};

/** Makes what a killed job leaves: a full directory whose lifeline no process holds. */
const orphan = async () => {
  const scratch = await createScratch(base);
  writeFileSync(join(scratch.inputs, 'big'), 'x');
  mkdirSync(join(scratch.work, 'closed', 'deep'), { recursive: true });
  mkdirSync(join(scratch.work, 'read-only'), { mode: 0o500 });
  scratch.letGo();
  return scratch;
};

const changeOwner = (root: string, changes: object) => {
  const file = join(root, '.joblayer-owner.json');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...changes }));
};

describe('a sweep of the scratch base', () => {
  it('removes what killed jobs left, and nothing of a running job', async () => {
    await orphan();
    await orphan();
    const living = await createScratch(base);
    const { removed, lines, events } = await sweep();
    expect({ removed, events }).toEqual({ removed: 2, events: [] });
    expect(lines).toHaveLength(2);
    expect(readdirSync(base)).toEqual([basename(living.root)]);
    living.letGo();
    expect(await sweep()).toMatchObject({ removed: 1 });
    expect(readdirSync(base)).toEqual([]);
  });

  it.each<[string, (root: string) => void]>([
    ['without an owner file', (root) => rmSync(join(root, '.joblayer-owner.json'))],
    ['with an owner file of another form', (root) => changeOwner(root, { pid: 'x' })],
    ['with the owner file of another directory', (root) => changeOwner(root, { root: base })],
    ['whose name is no UUID', (root) => renameSync(root, join(base, 'precious'))],
    ['with another UUID', (root) => renameSync(root, join(base, randomUUID()))],
    [
      'whose owner file is a link',
      (root) => {
        renameSync(join(root, '.joblayer-owner.json'), join(root, 'owner'));
        symlinkSync('owner', join(root, '.joblayer-owner.json'));
      },
    ],
    [
      'that is a link',
      (root) => {
        renameSync(root, join(base, 'elsewhere'));
        symlinkSync('elsewhere', root);
      },
    ],
  ])('leaves a directory %s', async (_, change) => {
    const { root } = await orphan();
    change(root);
    const before = readdirSync(base, { recursive: true }).sort();
    expect(await sweep()).toMatchObject({ removed: 0, events: [] });
    expect(readdirSync(base, { recursive: true }).sort()).toEqual(before);
  });

  it('does not follow links out of a directory', async () => {
    const { work } = await orphan();
    const outside = mkdtempSync(join(tmpdir(), 'outside-'));
    writeFileSync(join(outside, 'precious'), '');
    symlinkSync(outside, join(work, 'link'));
    await sweep();
    expect(readdirSync(outside)).toEqual(['precious']);
    rmSync(outside, { recursive: true });
  });

  it('removes each directory once if many jobs sweep at the same time', async () => {
    await Promise.all(Array.from({ length: 20 }, orphan));
    const results = await Promise.all(Array.from({ length: 10 }, () => sweep()));
    expect(results.reduce((sum, { removed }) => sum + removed, 0)).toBe(20);
    expect(results.flatMap(({ events }) => events)).toEqual([]);
    expect(readdirSync(base)).toEqual([]);
  });

  it('takes over from a sweep that was killed', async () => {
    const { root } = await orphan();
    renameSync(root, `${root}.sweeping-${randomUUID()}`);
    expect(await sweep()).toMatchObject({ removed: 1 });
    expect(readdirSync(base)).toEqual([]);
  });

  it('rolls back what a killed job left elsewhere', async () => {
    const { root } = await orphan();
    journalUpload(root);
    expect(await sweep()).toMatchObject({
      removed: 1,
      rolledBack: [{ ...NOTHING, uploads: [UPLOAD] }],
    });
  });

  it('keeps only the journal and the owner’s files for a later job if a rollback fails', async () => {
    const { root } = await orphan();
    journalUpload(root);
    const { removed, events } = await sweep({ rollBack: (left) => Promise.resolve(left) });
    expect(removed).toBe(0);
    expect(events).toMatchObject([
      { type: 'warning', message: expect.stringMatching(/s3:\/\/b\/k/) },
    ]);
    const [left = ''] = readdirSync(base);
    expect(readdirSync(join(base, left)).sort()).toEqual([
      '.joblayer-lifeline',
      '.joblayer-owner.json',
      'journal.jsonl',
    ]);
    expect(await sweep()).toMatchObject({ removed: 1 });
  });

  it('removes the journal of a job whose rollback has failed for a week', async () => {
    const { root } = await orphan();
    journalUpload(root);
    const longAgo = new Date(Date.now() - 8 * 24 * 3_600_000);
    utimesSync(join(root, '.joblayer-owner.json'), longAgo, longAgo);
    const rollBack = (left: Leftovers) => Promise.resolve(left);
    expect(await sweep({ rollBack })).toMatchObject({ removed: 1 });
  });

  it('ends the tool that a killed job left running', async () => {
    const { root } = await orphan();
    const tool = spawn('sleep', ['600'], { env: { JOBLAYER_JOB: basename(root) } });
    const bystander = spawn('sleep', ['600'], { env: { JOBLAYER_JOB: randomUUID() } });
    const ended = once(tool, 'exit');
    await sweep();
    expect(await ended).toEqual([null, 'SIGKILL']);
    expect(bystander.exitCode).toBeNull();
    bystander.kill();
  });

  it('leaves nothing even if the killed job’s tool still runs and makes its directories again', async () => {
    const { root } = await orphan();
    const again = `while :; do mkdir -p '${root}/outputs/again'; done`;
    const tool = spawn('sh', ['-c', again], {
      env: { ...process.env, JOBLAYER_JOB: basename(root) },
    });
    const ended = once(tool, 'exit');
    while (!existsSync(join(root, 'outputs', 'again'))) await sleep(1);
    expect(await sweep()).toMatchObject({ removed: 1, events: [] });
    await ended;
    expect(readdirSync(base)).toEqual([]);
  });

  it('removes a directory without an owner file if its name shows that its job is dead', async () => {
    const [gone, here] = [randomUUID(), randomUUID()].map((uuid) => join(base, uuid));
    const abandoned = provisionalName(gone as string, { ...ownIdentity(), pid: 2 ** 22 });
    mkdirSync(abandoned);
    // The owner file as a process leaves it that is killed while it writes.
    writeFileSync(join(abandoned, '.joblayer-owner.json'), '');
    const living = provisionalName(here as string, ownIdentity());
    mkdirSync(living);
    expect(await sweep()).toMatchObject({ removed: 1 });
    expect(readdirSync(base)).toEqual([basename(living)]);
  });

  it.each<[string, object, number]>([
    ['another container after 60 seconds', { pidNamespace: 'pid:[7]' }, 60],
    ['another host after 600 seconds', { bootId: 'ffff' }, 600],
  ])('removes a directory without an owner file of %s', async (_, changes, seconds) => {
    const bare = provisionalName(join(base, randomUUID()), { ...ownIdentity(), ...changes });
    mkdirSync(bare);
    const age = (ageSeconds: number) => {
      const time = new Date(Date.now() - ageSeconds * 1000);
      utimesSync(bare, time, time);
    };
    age(seconds - 10);
    expect(await sweep()).toMatchObject({ removed: 0 });
    age(seconds + 10);
    expect(await sweep()).toMatchObject({ removed: 1 });
  });

  it('leaves the rest to the next sweep if it is stopped', async () => {
    const { root } = await orphan();
    expect(await sweep({ signal: AbortSignal.abort() })).toMatchObject({ removed: 0, events: [] });
    expect(existsSync(root)).toBe(true);
  });

  it('keeps other sweeps off a directory if it is stopped, until its rollback has ended', async () => {
    const { root } = await orphan();
    journalUpload(root);
    const controller = new AbortController();
    let end: (left: Leftovers) => void = () => undefined;
    const rollBack = () => {
      controller.abort();
      return new Promise<Leftovers>((resolve) => (end = resolve));
    };
    expect(await sweep({ rollBack, signal: controller.signal })).toMatchObject({ removed: 0 });
    expect(await sweep()).toMatchObject({ removed: 0, rolledBack: [] });
    end(NOTHING);
    await sleep(1);
    expect(await sweep()).toMatchObject({ removed: 1 });
  });

  it('does nothing if the base is missing', async () => {
    base = join(base, 'missing');
    expect(await sweep()).toMatchObject({ removed: 0, events: [] });
    mkdirSync(base);
  });
});
