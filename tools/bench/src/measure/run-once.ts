import type { Bed } from '../bed/bed.ts';
import type { Worker } from '../bed/worker.ts';
import { BenchError } from '../error.ts';
import type { RunResponse } from '../inside/protocol.ts';
import type { Command, Contender } from '../loads/load.ts';
import { foreignShare, type Look } from './foreign-share.ts';
import type { Sample } from './sample.ts';
import { median } from './statistics.ts';

/** The figures of one run of a contender. */
export type Run = Omit<Sample, 'load' | 'contender' | 'round' | 'role' | 'tries'>;

/**
 * Runs a contender once, or as many times as its `repeats`, and checks its output.
 *
 * @throws BenchError `side-failed`, `wrong-content`
 */
export async function runOnce(contender: Contender, bed: Bed): Promise<Run> {
  const { signal, sizes } = bed.context;
  const workers = await Promise.all(
    contender.commands.map(({ image }, index) => bed.worker(image, index)),
  );
  const [observer] = workers;
  if (!observer) throw new Error(`${contender.name} has no command`);
  await contender.prepare();
  await observer.ask('fault-in', { bytes: sizes.faultInBytes });
  signal.throwIfAborted();

  const containerIds = [
    ...(await bed.serverContainers()),
    ...workers.map((worker) => worker.containerId),
  ];
  const before = await look(observer, containerIds);
  const repeats: RunResponse[][] = [];
  for (let repeat = 0; repeat < (contender.repeats ?? 1); repeat += 1) {
    repeats.push(await runAll(contender, workers));
  }
  const after = await look(observer, containerIds);
  repeats.forEach((responses) => failWhereOneFailed(contender, responses));
  await contender.check();
  return { ...ofRepeats(contender, repeats), foreignShare: foreignShare(before, after) };
}

const runAll = ({ commands }: Contender, workers: readonly Worker[]): Promise<RunResponse[]> =>
  Promise.all(
    workers.map((worker, index) => {
      const { argv, env } = commands[index] as Command;
      return worker.ask('run', { argv, env });
    }),
  );

/** The figures of one run, or the medians of several. */
function ofRepeats(contender: Contender, repeats: readonly RunResponse[][]) {
  const sums = repeats.map((responses) => sumOf(contender, responses));
  return {
    wallMs: median(sums.map(({ wallMs }) => wallMs)),
    cpuMs: median(sums.map(({ cpuMs }) => cpuMs)),
    peakMemoryBytes: Math.max(...sums.map(({ peakMemoryBytes }) => peakMemoryBytes)),
  };
}

async function look(observer: Worker, containerIds: readonly string[]): Promise<Look> {
  const counters = await observer.ask('counters', { containerIds });
  const { user, system } = process.cpuUsage();
  return { ...counters, atMs: performance.now(), ownMs: (user + system) / 1000 };
}

function sumOf({ timeMs }: Contender, responses: readonly RunResponse[]) {
  const start = Math.min(...responses.map(({ startMs }) => startMs));
  const end = Math.max(...responses.map(({ endMs }) => endMs));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    wallMs: timeMs ? timeMs(responses) : end - start,
    cpuMs: sum(responses.map(({ cpuMs }) => cpuMs)),
    peakMemoryBytes: sum(responses.map(({ peakMemoryBytes }) => peakMemoryBytes)),
  };
}

function failWhereOneFailed(
  { name, commands }: Contender,
  responses: readonly RunResponse[],
): void {
  responses.forEach(({ exitCode, stderr }, index) => {
    if (exitCode === 0) return;
    const { argv = [] } = commands[index] ?? {};
    throw new BenchError({ code: 'side-failed', contender: name, argv, exitCode, stderr });
  });
}
