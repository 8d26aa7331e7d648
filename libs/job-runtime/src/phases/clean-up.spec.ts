import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobEvent } from '../job/events.ts';
import { JobJournal } from '../scratch/job-journal.ts';
import type { Leftovers } from '../scratch/leftovers.ts';
import { openScratch } from '../scratch/open-scratch.ts';
import { cleanUp } from './clean-up.ts';

const NOTHING = {
  uploads: [],
  intendedUploads: [],
  files: [],
  marks: [],
  publications: [],
  sweepers: [],
};
const UPLOAD = { bucket: 'bucket', key: 'key', uploadId: '1' };
const { signal } = new AbortController();

let base: string;
let events: JobEvent[];
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'clean-up-'));
  events = [];
});
afterEach(() => rmSync(base, { recursive: true }));

const emit = (event: JobEvent) => void events.push(event);
const open = (journal: JobJournal, rollBack: (left: Leftovers) => Promise<Leftovers>) =>
  openScratch(base, { emit, signal, journal, rollBack });

describe('at a job’s end', () => {
  it('its scratch directory is removed', async () => {
    const journal = new JobJournal();
    const scratch = await open(journal, (left) => Promise.resolve(left));
    journal.uploadStarted(journal.uploadIntended({ ...UPLOAD, atMs: 7 }), UPLOAD);
    journal.uploadEnded(UPLOAD.uploadId);
    await cleanUp(scratch, journal, emit);
    expect(readdirSync(base)).toEqual([]);
    expect(events).toEqual([]);
  });

  it('its journal alone stays if an upload could not be rolled back, for the next job', async () => {
    const journal = new JobJournal();
    const scratch = await open(journal, (left) => Promise.resolve(left));
    writeFileSync(join(scratch.work, 'large'), 'content');
    journal.uploadStarted(journal.uploadIntended({ ...UPLOAD, atMs: 7 }), UPLOAD);
    await cleanUp(scratch, journal, emit);
    expect(readdirSync(scratch.root)).not.toContain('work');
    expect(events).toMatchObject([
      { type: 'warning', message: expect.stringContaining('s3://bucket/key') as string },
    ]);

    const taken: Leftovers[] = [];
    const next = new JobJournal();
    const nextScratch = await open(next, (left) => {
      taken.push(left);
      return Promise.resolve(NOTHING);
    });
    expect(taken).toEqual([{ ...NOTHING, uploads: [UPLOAD] }]);
    await cleanUp(nextScratch, next, emit);
    expect(readdirSync(base)).toEqual([]);
  });
});
