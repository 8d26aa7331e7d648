import { LocalStore, type StoreJournal } from '@joblayer/object-store';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobContext } from '../job/job.ts';
import { JobJournal } from '../scratch/job-journal.ts';
import { leftovers } from '../scratch/leftovers.ts';
import type { OutputFile } from './output-files.ts';
import { PublishingMarks } from './publishing-marks.ts';
import { rollBack } from './rollback.ts';

const { signal } = new AbortController();

let base: string;
let dead: string;
let out: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'rollback-'));
  [dead, out] = [join(base, 'dead'), join(base, 'out')];
  for (const directory of [dead, out]) mkdirSync(directory);
});
afterEach(() => rmSync(base, { recursive: true }));

/** Leaves what a job leaves if it is killed after its output became visible and before it wrote the output manifest. */
async function publishHalf(): Promise<void> {
  const journal = new JobJournal();
  journal.openIn(dead);
  const source = join(base, 'source');
  writeFileSync(source, 'content');
  const location = { scheme: 'file', path: join(out, 's.txt') } as const;
  const options = { signal, onBytes: () => undefined };
  const write = await new LocalStore(journal).prepare(source, location, options);
  const outputManifest = { scheme: 'file', path: join(out, 'm.json') } as const;
  const objects = [{ location, mark: write.mark }];
  const attempt = randomUUID();
  journal.publishing({ attempt, outputManifest, objects });
  const marks = new PublishingMarks({ attempt, outputManifest }, journal, {} as JobContext);
  await marks.write([{ output: { location } } as OutputFile]);
  await write.commit();
}

/** Rolls it back. `storeOf` makes the store, which writes what it begins into the journal. */
const sweep = (storeOf: (journal: StoreJournal) => LocalStore) =>
  rollBack(leftovers(dead), dead, {
    storesWith: (journal) => () => Promise.resolve(storeOf(journal)),
    ...{ signal, env: {}, scratchDir: base, emit: () => undefined },
  });

it('a sweep removes the list of unfinished files after a job that was killed when its set was complete', async () => {
  const journal = new JobJournal();
  journal.openIn(dead);
  const location = { scheme: 'file', path: join(out, 's.txt') } as const;
  const outputManifest = { scheme: 'file', path: join(out, 'm.json') } as const;
  writeFileSync(location.path, 'content');
  const { mtimeNs, size, ino } = statSync(location.path, { bigint: true });
  const mark = [mtimeNs, size, ino].map((n) => n.toString(16)).join('-');
  journal.publishing({ attempt: 'a', outputManifest, objects: [{ location, mark }] });
  const manifest = {
    ...{ format: 'joblayer-output-manifest-1', attempt: 'a', params: {}, extraArgs: [] },
    ...{ tool: { name: 't', software: [] }, inputs: [], outputs: [] },
  };
  writeFileSync(outputManifest.path, JSON.stringify(manifest));
  const list = {
    ...{ format: 'joblayer-unfinished-set-1', older: [] },
    objects: [{ location: location.path, mark }],
  };
  writeFileSync(`${outputManifest.path}.unfinished`, JSON.stringify(list));
  await sweep((noted) => new LocalStore(noted));
  expect(readdirSync(out).sort()).toEqual(['m.json', 's.txt']);
});

describe('the rollback of outputs that a killed job left without an output manifest', () => {
  it('removes them', async () => {
    await publishHalf();
    expect(readdirSync(out)).toContain('s.txt');
    const left = await sweep((journal) => new LocalStore(journal));
    expect(left).toMatchObject({ files: [], publications: [] });
    expect(readdirSync(out)).toEqual([]);
  });

  it.each([
    ['while it published', { 'm.json.claim': 'silent', 'm.json.claim.silent': 'dead' }],
    ['while it released its leases', { 'm.json.claim.silent': 'dead' }],
  ])(
    'leaves no lease of a job that passed over a silent one and was killed %s',
    async (_, leases) => {
      const journal = new JobJournal();
      journal.openIn(dead);
      const outputManifest = { scheme: 'file', path: join(out, 'm.json') } as const;
      journal.publishing({ attempt: 'dead', outputManifest, objects: [] });
      journal.passedOver('silent');
      for (const [name, attempt] of Object.entries(leases)) {
        writeFileSync(join(out, name), JSON.stringify({ attempt, beat: 1 }));
      }
      await sweep((noted) => new LocalStore(noted));
      expect(readdirSync(out)).toEqual([]);
    },
  );

  it('journals the file it is writing, so that the next sweep finds it if this one is killed', async () => {
    await publishHalf();
    const unfinished: string[] = [];
    const noted: string[] = [];
    /** Looks at the disk when a file is written but does not have its final name yet. */
    class WatchedStore extends LocalStore {
      override put(...[content, location, options]: Parameters<LocalStore['put']>) {
        const beforeEachTry = () => {
          const names = readdirSync(out).filter((name) => name.endsWith('.incomplete'));
          unfinished.push(...names.map((name) => join(out, name)));
          noted.push(...leftovers(dead).files);
          options?.beforeEachTry?.();
        };
        return super.put(content, location, { ...options, beforeEachTry });
      }
    }
    await sweep((journal) => new WatchedStore(journal));
    expect(unfinished).toHaveLength(1);
    expect(noted).toEqual(unfinished);
  });
});
