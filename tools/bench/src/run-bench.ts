import { ensureEngine, stateDirectory, withLock } from '@joblayer/local-cloud';
import path from 'node:path';
import { Bed } from './bed/bed.ts';
import { peerVersions } from './bed/versions.ts';
import { LOADS, type LoadName } from './loads/index.ts';
import type { Load } from './loads/load.ts';
import { measureLoad, type Measured } from './measure/measure-load.ts';
import { seededRandom } from './measure/random.ts';
import type { Sample } from './measure/sample.ts';
import { summarize } from './measure/summary.ts';
import { judge } from './report/goals.ts';
import { thisMachine } from './report/machine.ts';
import { writeReport, type BenchReport } from './report/report.ts';
import type { LoadResult } from './report/table.ts';
import type { RunContext } from './run-context.ts';

export interface BenchOptions extends RunContext {
  readonly loads: readonly LoadName[];
  readonly seed: number;
}

export interface BenchResult {
  readonly report: BenchReport;
  readonly markdown: string;
  /** The directory of the report. */
  readonly directory: string;
}

/** Measures the loads one after the other, writes the report, and stops everything that it started. */
export async function runBench(options: BenchOptions): Promise<BenchResult> {
  const { name, notify, signal } = options;
  // Two runs at once would use the same names, and disturb each other's figures.
  const lock = path.join(stateDirectory, 'bench', `${name}.lock`);
  const onWait = () => notify('waiting for another run of the benchmark to end');
  return withLock(lock, () => runAlone(options), signal, onWait);
}

async function runAlone(options: BenchOptions): Promise<BenchResult> {
  const { notify, signal } = options;
  const engine = await ensureEngine({ notify, signal, user: 'npm run bench' });
  try {
    return await measureAll(options);
  } finally {
    await engine.release();
  }
}

async function measureAll(options: BenchOptions): Promise<BenchResult> {
  const { seed, sizes, notify } = options;
  const startedAt = new Date().toISOString();
  const random = seededRandom(seed);
  const loads: LoadResult[] = [];
  const samples: Sample[] = [];
  await using bed = await Bed.open(options);
  const versions = await peerVersions(bed);
  for (const name of options.loads) {
    notify(`${name}: preparing its data`);
    const load = await LOADS[name](bed);
    const measured = await measureLoad(load, bed, random);
    await load.cleanUp();
    await bed.server.collectGarbage();
    await bed.stopWorkers();
    loads.push(resultOf(load, measured));
    samples.push(...measured.samples);
  }
  const machine = thisMachine();
  const report = { startedAt, seed, rounds: sizes.rounds, machine, versions, loads, samples };
  const directory = path.join(stateDirectory, 'bench', startedAt.replaceAll(':', '-').slice(0, 19));
  return { report, markdown: await writeReport(report, directory), directory };
}

function resultOf(load: Load, { samples, failures }: Measured): LoadResult {
  const { name, title, bytes, goals } = load;
  const summaries = summarize(load, samples);
  return { name, title, bytes, summaries, verdicts: judge(name, goals, summaries), failures };
}
