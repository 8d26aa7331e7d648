import type { Cloud } from '@joblayer/local-cloud';
import type { DemoContext } from '../context.ts';
import { runLocations } from '../locations.ts';
import { demoReport } from './demo-report.ts';

const cloud: Cloud = {
  name: 'joblayer',
  accountId: '123456789012',
  region: 'us-east-1',
  endpointUrl: 'http://127.0.0.1:4566',
  registry: '127.0.0.1:5566',
  network: 'joblayer',
  startedAt: '2026-01-02T03:04:05Z',
  env: {},
  jobEnv: { AWS_ENDPOINT_URL: 'http://joblayer-aws:5000' },
  startedByUs: true,
  logTail: () => Promise.resolve(''),
  stop: () => Promise.resolve({ removed: [], otherUsers: [] }),
};

function report(options: { keep: boolean; startedByUs?: boolean; name?: string }): string {
  const context: DemoContext = {
    options: { pipeline: 'alignment', keep: options.keep, signal: new AbortController().signal },
    locations: runLocations(new Date('2026-01-02T03:04:05Z')),
    jobs: new Map(),
    cloud: {
      ...cloud,
      name: options.name ?? 'joblayer',
      startedByUs: options.startedByUs ?? true,
    },
    images: { 'bwa-mem': 'R/bwa-mem@sha256:1', 'samtools-stats': 'R/samtools-stats@sha256:2' },
    summary: {
      reads: 20_000,
      mappedReads: 19_321,
      mappedFraction: 0.9661,
      errorRate: 0.0451,
      meanDepth: 41.24,
    },
    nextSheet: ['sample\tbam\tstats', 'A\ts3://b/A.bam\ts3://b/A.txt'],
    resultsDirectory: '/w/.joblayer/demo-results/20260102-030405',
  };
  return demoReport(context, [
    { title: 'one', ms: 1_234 },
    { title: 'two', ms: 60_000 },
  ]);
}

it('the report gives the numbers, the outputs, the images and the times', () => {
  const text = report({ keep: false });
  for (const line of [
    '  mapped       19,321 (96.61 %)',
    '  error rate   4.51 %',
    '  mean depth   41.2x',
    '  s3://joblayer-demo/runs/20260102-030405/results/lambda.bam',
    '  R/bwa-mem@sha256:1',
    '  A\ts3://b/A.bam\ts3://b/A.txt',
    '     1.2 s  one',
    '    61.2 s  in all',
  ]) {
    expect(text.split('\n')).toContain(line);
  }
});

it('the report shows no commands for a cloud that is about to stop', () => {
  const text = report({ keep: false });
  expect(text).toContain('npm run demo -- --keep');
  expect(text).not.toContain('docker run');
});

it('the report shows how to use and how to stop a cloud that stays', () => {
  const text = report({ keep: true, name: 'mine' });
  expect(text).toMatch(/curl .* http:\/\/127\.0\.0\.1:4566\/joblayer-demo\//);
  expect(text).toContain('docker run --rm --network joblayer -e AWS_ENDPOINT_URL=');
  expect(text).toContain('npm run --silent local-cloud -- stop --name mine');
});

it('the report does not announce the stop of a cloud that ran before the demo', () => {
  expect(report({ keep: false, startedByUs: false })).toContain(
    'The cloud ran before the demo, and stays.',
  );
});
