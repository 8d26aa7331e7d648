import type { Bed } from '../bed/bed.ts';
import { BenchError } from '../error.ts';
import type { Contender, Load } from '../loads/load.ts';
import { MAX_FOREIGN_SHARE } from './foreign-share.ts';
import { shuffled, type Random } from './random.ts';
import { runOnce, type Run } from './run-once.ts';
import type { Failure, Sample } from './sample.ts';

/** The results of all rounds of a load. */
export interface Measured {
  readonly samples: readonly Sample[];
  /** In the order of time. */
  readonly failures: readonly Failure[];
}

/**
 * Runs each contender of a load once in each round, each time in random order. A peer that fails is tried again, and
 * the failure is noted.
 *
 * @throws BenchError `side-failed`, `wrong-content`, unless a peer failed
 */
export async function measureLoad(load: Load, bed: Bed, random: Random): Promise<Measured> {
  const { sizes, notify } = bed.context;
  const samples: Sample[] = [];
  const failures: Failure[] = [];
  const rounds = Math.min(sizes.rounds, load.most?.rounds ?? Infinity);
  const mostTries = Math.min(sizes.tries, load.most?.tries ?? Infinity);
  for (let round = 1; round <= rounds; round += 1) {
    for (const contender of shuffled(load.contenders, random)) {
      const about = { load: load.name, contender: contender.name, round };
      const { quietest, failed, tries } = await runQuietly(contender, bed, mostTries);
      failures.push(...failed.map((message) => ({ ...about, message })));
      if (quietest) samples.push({ ...about, role: contender.role, ...quietest, tries });
      notify(`${load.name} ${round}/${rounds} ${contender.name}: ${textOf(quietest)}`);
    }
  }
  return { samples, failures };
}

function textOf(run: Run | undefined): string {
  if (!run) return 'failed';
  const { wallMs, cpuMs, foreignShare } = run;
  const seconds = (ms: number) => (ms / 1000).toFixed(2);
  return `${seconds(wallMs)} s, CPU ${seconds(cpuMs)} s, others ${(foreignShare * 100).toFixed(0)} %`;
}

/** The first run on a quiet machine, else the quietest of all tries; undefined if all of them failed. */
async function runQuietly(contender: Contender, bed: Bed, mostTries: number) {
  const failed: string[] = [];
  let quietest: Run | undefined;
  let tries = 0;
  while (tries < mostTries && (quietest?.foreignShare ?? Infinity) > MAX_FOREIGN_SHARE) {
    tries += 1;
    try {
      const run = await runOnce(contender, bed);
      if (!quietest || run.foreignShare < quietest.foreignShare) quietest = run;
    } catch (error) {
      if (!(error instanceof BenchError) || contender.role !== 'peer') throw error;
      failed.push(error.message);
    }
  }
  return { quietest, failed, tries };
}
