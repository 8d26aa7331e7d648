import { germlineLocations } from './germline-locations.ts';
import { graphLines } from '../batch/job-graph.ts';
import { germlineJobs } from './jobs.ts';

const jobs = germlineJobs(germlineLocations(new Date('2026-01-02T03:04:05Z')));

it('the pipeline lists each job after the jobs that it needs', () => {
  for (const [index, { after }] of jobs.entries()) {
    const before = jobs.slice(0, index).map(({ name }) => name);
    expect(before).toEqual(expect.arrayContaining([...after]));
  }
});

it('the graph shows the state of each job and the jobs it waits for', () => {
  const states = new Map([
    ['bwa-mem', 'SUCCEEDED'],
    ['samtools-markdup', 'RUNNING'],
  ]);
  expect(graphLines(jobs, states).slice(3, 6)).toEqual([
    'SUCCEEDED  bwa-mem  ← fastp',
    'RUNNING    samtools-markdup  ← bwa-mem',
    'PLANNED    samtools-stats  ← samtools-markdup',
  ]);
});
