import { run } from '@joblayer/subprocess';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { runBench, type BenchResult } from '../src/run-bench.ts';
import { TINY } from '../src/sizes.ts';

const NAME = `${process.env['JOBLAYER_CLOUD_NAME']}-bench`;
const LOADS = [
  ...(['large-down', 'small-up', 'start-job', 'clients-small-down'] as const),
  ...(['connections-limited-link', 'slow-connection'] as const),
] as const;
let result: BenchResult;

beforeAll(async () => {
  result = await runBench({
    name: NAME,
    sizes: TINY,
    loads: LOADS,
    seed: 1,
    notify: () => undefined,
    signal: new AbortController().signal,
  });
}, 600_000);

afterAll(() => rm(result.directory, { recursive: true }));

const samplesOf = (load: string) => result.report.samples.filter((sample) => sample.load === load);

describe('a run of the bench, with tiny loads', () => {
  it('measures every side once in each round, without a failure', () => {
    for (const { failures, summaries } of result.report.loads) {
      expect(failures).toEqual([]);
      expect(summaries.every(({ rounds }) => rounds === TINY.rounds)).toBe(true);
    }
    const sides = (load: string) => samplesOf(load).map(({ contender }) => contender);
    const transfers = [
      ...['joblayer', 'aws-cli classic', 'aws-cli crt', 'rclone', 'minio-client'],
      ...['SDK, lib-storage', 'boto3 wrapper'],
    ];
    expect(sides('large-down')).toEqual(expect.arrayContaining(transfers));
    expect(sides('small-up').toSorted()).toEqual(transfers.toSorted());
    expect(sides('start-job').toSorted()).toEqual(['boto3 wrapper', 'joblayer']);
  });

  it('measures the store side by side with itself on other HTTP clients or without a controller', () => {
    const sides = (load: string) => samplesOf(load).map(({ contender }) => contender);
    expect(sides('clients-small-down').toSorted()).toEqual([
      ...['joblayer', 'joblayer on node:http', 'joblayer on undici'],
    ]);
    expect(sides('connections-limited-link').toSorted()).toEqual([
      ...['always 16 connections', 'always 8 connections', 'joblayer'],
    ]);
    expect(sides('slow-connection').toSorted()).toEqual([
      ...['joblayer', 'without slow-connection detection'],
    ]);
  });

  it('measures wall time, CPU time and memory of each side', () => {
    for (const { wallMs, cpuMs, peakMemoryBytes, role } of result.report.samples) {
      expect(wallMs).toBeGreaterThan(0);
      expect(cpuMs).toBeGreaterThan(0);
      // A ceiling may end before its memory is sampled.
      if (role !== 'ceiling') expect(peakMemoryBytes).toBeGreaterThan(0);
    }
  });

  it('leaves no container and no network', async () => {
    const list = (what: string) =>
      run(['docker', what, 'ls', '--quiet', '--filter', `name=${NAME}`]);
    expect((await list('container')).stdout).toBe('');
    expect((await list('network')).stdout).toBe('');
  });

  it('judges each goal, and writes the figures, a table and a plot', async () => {
    const { report, markdown, directory } = result;
    const verdicts = report.loads.flatMap((load) => load.verdicts);
    expect(verdicts.length).toBeGreaterThan(3);
    expect(verdicts.filter(({ measured }) => measured === undefined)).toEqual([]);
    const read = (file: string) => readFile(path.join(directory, file), 'utf8');
    expect(JSON.parse(await read('results.json'))).toEqual(JSON.parse(JSON.stringify(report)));
    expect(await read('results.md')).toBe(markdown);
    expect(await read('results.svg')).toMatch(/^<svg .*<\/svg>\s*$/s);
  });
});
