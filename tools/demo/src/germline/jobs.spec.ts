import { germlineLocations } from './germline-locations.ts';
import { germlineJobs, graphLines } from './jobs.ts';

const jobs = germlineJobs(germlineLocations(new Date('2026-01-02T03:04:05Z')));

it('lists each job after those that it needs', () => {
  for (const [index, { after }] of jobs.entries()) {
    const before = jobs.slice(0, index).map(({ name }) => name);
    expect(before).toEqual(expect.arrayContaining([...after]));
  }
});

it('shows the graph with the state of each job', () => {
  const states = new Map([
    ['bwa-mem', 'SUCCEEDED'],
    ['samtools-markdup', 'RUNNING'],
  ]);
  expect(graphLines(jobs, states).slice(0, 3)).toEqual([
    'SUCCEEDED  bwa-mem',
    'RUNNING    samtools-markdup  ← bwa-mem',
    'PLANNED    samtools-stats  ← samtools-markdup',
  ]);
});
