import {
  LocalStore,
  type ObjectStore,
  type PublishedObject,
  writeMark,
} from '@joblayer/object-store';
import type { Location } from '@joblayer/object-store/location';
import { randomUUID } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { JobEvent } from '../job/events.ts';
import type { JobContext } from '../job/job.ts';
import { JobJournal } from '../scratch/job-journal.ts';
import { leftovers } from '../scratch/leftovers.ts';
import { createScratch } from '../scratch/scratch.ts';
import type { OutputFile } from './output-files.ts';
import { PublishingMarks } from './publishing-marks.ts';
import { rollBack } from './rollback.ts';

const { signal } = new AbortController();

let base: string;
let dead: string;
let out: string;
let events: JobEvent[];
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'planted-'));
  [dead, out] = [join(base, 'dead'), join(base, 'out')];
  for (const directory of [dead, out, join(base, 'free')]) mkdirSync(directory);
  events = [];
});
afterEach(() => rmSync(base, { recursive: true }));

const file = (path: string): Location => ({ scheme: 'file', path });
const markOf = (path: string) => {
  const { mtimeNs, size, ino } = statSync(path, { bigint: true });
  return [mtimeNs, size, ino].map((n) => n.toString(16)).join('-');
};

/** Marks the directory of a local output, as the attempt does before it publishes. */
async function markedBy(attempt: string, outputManifest: Location, location: Location) {
  const journal = new JobJournal();
  const marks = new PublishingMarks({ attempt, outputManifest }, journal, {
    ...({ signal, emit: () => undefined } as Partial<JobContext>),
  } as JobContext);
  await marks.write([{ output: { location } } as OutputFile]);
  return journal;
}

/** Writes an unfinished publication into a dead job's journal. Whoever can write to the scratch base can do so. */
function plant(location: Location, mark: string, journal = new JobJournal()): void {
  journal.openIn(dead);
  const outputManifest = file(join(base, 'free', 'm.json'));
  journal.publishing({ attempt: 'a1', outputManifest, objects: [{ location, mark }] });
}

/** Rolls back with a stand-in for S3 that holds one object, and with the real local store. */
async function sweepUp(stored?: { readonly location: Location; readonly mark: string }) {
  let removed = 0;
  const s3: Partial<ObjectStore> = {
    findMarked: ({ mark }) => {
      const retract = () => Promise.resolve(void (removed += 1));
      const found = { location: stored?.location, sizeBytes: 1, retract } as PublishedObject;
      return Promise.resolve(mark === stored?.mark ? found : undefined);
    },
  };
  await rollBack(leftovers(dead), dead, {
    storesWith: (journal) => (location) =>
      Promise.resolve(location.scheme === 's3' ? (s3 as ObjectStore) : new LocalStore(journal)),
    ...{ signal, env: {}, scratchDir: base, emit: (event) => events.push(event) },
  });
  return removed;
}

const S3: Location = { scheme: 's3', bucket: 'b', key: 'out/x' };

describe('a sweep that reads a forged journal', () => {
  it('removes no object in S3 whose mark names another output manifest than the journal', async () => {
    const mark = writeMark('a1', { scheme: 's3', bucket: 'b', key: 'out/x.joblayer.json' }, S3);
    plant(S3, mark);
    expect(await sweepUp({ location: S3, mark })).toBe(0);
    expect(events).toMatchObject([
      { type: 'warning', message: expect.stringContaining('s3://b/out/x was left') as string },
    ]);
  });

  it('removes no object that was copied, with its mark, from another location', async () => {
    const outputManifest = file(join(base, 'free', 'm.json'));
    const mark = writeMark('a1', outputManifest, { ...S3, key: 'original' } as Location);
    plant(S3, mark);
    expect(await sweepUp({ location: S3, mark })).toBe(0);
  });

  it('removes no local file that an output manifest beside it lists', async () => {
    const path = join(out, 'x');
    writeFileSync(path, 'content');
    const manifest = {
      ...{ format: 'joblayer-output-manifest-1', attempt: 'a1', params: {}, extraArgs: [] },
      ...{ tool: { name: 't', software: [] }, inputs: [] },
      outputs: [
        { name: 'o', location: path, files: [{ location: path, sizeBytes: 7, etag: null }] },
      ],
    };
    writeFileSync(join(out, 'x.joblayer.json'), JSON.stringify(manifest));
    const marked = await markedBy('a1', file(join(base, 'free', 'm.json')), file(path));
    plant(file(path), markOf(path), marked);
    await sweepUp();
    expect(readdirSync(out).sort()).toEqual(['x', 'x.joblayer.json']);
  });
});

describe('a sweep that reads the journal of a killed job', () => {
  it('rolls back and logs the object that the job wrote to S3', async () => {
    const mark = writeMark('a1', file(join(base, 'free', 'm.json')), S3);
    plant(S3, mark);
    expect(await sweepUp({ location: S3, mark })).toBe(1);
    expect(events).toContainEqual({ type: 'rolled-back', location: S3 });
  });

  it('rolls back and logs the local file that the job wrote', async () => {
    const path = join(out, 'x');
    writeFileSync(path, 'content');
    const marked = await markedBy('a1', file(join(base, 'free', 'm.json')), file(path));
    plant(file(path), markOf(path), marked);
    await sweepUp();
    expect(readdirSync(out)).toEqual([]);
    expect(events).toContainEqual({ type: 'rolled-back', location: file(path) });
  });
});

describe('a sweep that reads a forged journal beside a running job', () => {
  /** A running job on the same scratch base, with its journal. */
  const running = async () => {
    const scratch = await createScratch(base);
    const journal = new JobJournal();
    journal.openIn(scratch.root);
    return { scratch, journal };
  };
  const planted = () => {
    const journal = new JobJournal();
    journal.openIn(dead);
    return journal;
  };
  const unfinished = (...names: string[]) =>
    join(base, ...names, `.joblayer-${randomUUID()}.incomplete`);

  it('leaves the file that the running job is writing', async () => {
    const { scratch, journal } = await running();
    const path = unfinished('out');
    writeFileSync(path, 'half');
    journal.fileBegun(path);
    planted().fileBegun(path);
    await sweepUp();
    expect(readFileSync(path, 'utf8')).toBe('half');
    expect(events).toMatchObject([
      { type: 'warning', message: expect.stringContaining(`${path} was left`) as string },
    ]);
    scratch.letGo();
  });

  it('removes no local file whose directory has no mark of the attempt', async () => {
    const path = join(out, 'x');
    writeFileSync(path, 'content');
    plant(file(path), markOf(path));
    await sweepUp();
    expect(readFileSync(path, 'utf8')).toBe('content');
    expect(events).toMatchObject([
      { type: 'warning', message: expect.stringContaining(`${path} was left`) as string },
    ]);
  });

  it.each([
    ['through a path with ..', () => unfinished('free', '..', 'out')],
    ['with a relative path', () => relative(process.cwd(), unfinished('out'))],
    ['with a name that is not the runtime’s', () => join(out, '.joblayer-mine.incomplete')],
  ])('removes no file %s', async (_, pathOf) => {
    // `join` normalises the path, so the dots are put in again.
    const path = _.includes('..') ? pathOf().replace('/out/', '/free/../out/') : pathOf();
    writeFileSync(path, 'precious');
    planted().fileBegun(path);
    await sweepUp();
    expect(readFileSync(path, 'utf8')).toBe('precious');
  });

  it('removes neither a link with the name of an unfinished file nor the target of the link', async () => {
    const target = join(base, 'free', 'precious');
    writeFileSync(target, 'precious');
    const path = unfinished('out');
    symlinkSync(target, path);
    planted().fileBegun(path);
    await sweepUp();
    expect(readFileSync(path, 'utf8')).toBe('precious');
  });
});

describe('the removal of files that a killed job was writing', () => {
  it('logs a line for each file up to twenty, and the number of the rest', async () => {
    const journal = new JobJournal();
    journal.openIn(dead);
    for (let i = 0; i < 23; i += 1) {
      const path = join(out, `.joblayer-${randomUUID()}.incomplete`);
      writeFileSync(path, '');
      journal.fileBegun(path);
    }
    await sweepUp();
    expect(readdirSync(out)).toEqual([]);
    expect(events.filter(({ type }) => type === 'unfinished-file-removed')).toHaveLength(20);
    expect(events.at(-1)).toEqual({
      ...{ type: 'more-removed', of: 'unfinished-file-removed', count: 3 },
    });
  });
});

describe('the rollback of a killed job that published many files', () => {
  it('logs a line for twenty of them, and the number of the rest', async () => {
    const outputManifest = file(join(base, 'free', 'm.json'));
    const names = Array.from({ length: 300 }, (_, i) => join(out, `f${i}`));
    for (const name of names) writeFileSync(name, '');
    const journal = await markedBy('a1', outputManifest, file(join(out, 'f0')));
    journal.openIn(dead);
    const objects = names.map((name) => ({ location: file(name), mark: markOf(name) }));
    journal.publishing({ attempt: 'a1', outputManifest, objects });
    await sweepUp();
    expect(readdirSync(out)).toEqual([]);
    expect(events.filter(({ type }) => type === 'rolled-back')).toHaveLength(20);
    expect(events.at(-1)).toEqual({ type: 'more-removed', of: 'rolled-back', count: 280 });
  });
});
