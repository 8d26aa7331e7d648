import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countLiveJobs } from './live-jobs.ts';
import { createScratch, removeScratch } from './scratch.ts';

it('a job counts as one of the jobs on its host until its scratch directory is removed', async () => {
  const base = await mkdtemp(join(tmpdir(), 'live-jobs-'));
  expect(await countLiveJobs(base)).toBe(0);
  const jobs = [await createScratch(base), await createScratch(base)];
  expect(await countLiveJobs(base)).toBe(2);
  for (const job of jobs) await removeScratch(job);
  expect(await countLiveJobs(base)).toBe(0);
  expect(await countLiveJobs(join(base, 'absent'))).toBe(0);
  await rm(base, { recursive: true });
});
