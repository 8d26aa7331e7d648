import { LocalCloudError, workspaceRoot } from '@joblayer/local-cloud';
import { SubprocessError } from '@joblayer/subprocess';
import { createHash } from 'node:crypto';
import path from 'node:path';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { BenchError } from './error.ts';
import {
  DECISION_LOAD_NAMES,
  LOAD_NAMES,
  PEER_LOAD_NAMES,
  QUICK_LOAD_NAMES,
  VERSION_LOAD_NAMES,
} from './loads/index.ts';
import { runBench } from './run-bench.ts';
import { FULL, QUICK } from './sizes.ts';

const say = (line: string) => process.stderr.write(`[bench] ${line}\n`);

const { only, decisions, against, quick, rounds, tries, seed } = await yargs(hideBin(process.argv))
  .scriptName('npm run bench --')
  .usage(
    '$0 [--quick] [--decisions] [--against DIRECTORY] [--only LOAD…]\n\nMeasures Joblayer side by side with the programs that users would pick instead, on a real S3 server on this machine.',
  )
  .option('only', {
    array: true,
    choices: LOAD_NAMES,
    describe: 'Measure only these loads [default: all against peers; with --quick, few over TLS]',
  })
  .option('decisions', {
    type: 'boolean',
    default: false,
    describe: 'Measure the loads that docs/decisions quotes',
  })
  .option('against', {
    type: 'string',
    describe: 'Measure this checkout beside another one: its directory, after npm ci in it',
  })
  .option('quick', {
    type: 'boolean',
    default: false,
    describe: 'Measure smaller loads, once: under three minutes, rough figures',
  })
  .option('rounds', { type: 'number', describe: 'Runs of each side [default: 7, quick 1]' })
  .option('tries', {
    type: 'number',
    describe:
      'The most tries of a run until other processes disturb it little [default: 3, quick 1]',
  })
  .option('seed', { type: 'number', describe: 'Repeats the order of the sides in an earlier run' })
  .strict()
  .version(false)
  .parseAsync();

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => stop.abort(new Error(`stopped by ${signal}`)));
}

/** Each checkout has a name of its own, so that runs of two checkouts do not remove each other's containers. */
const name = `joblayer-bench-${createHash('sha256').update(workspaceRoot).digest('hex').slice(0, 6)}`;
const sizes = quick ? QUICK : FULL;

try {
  const { markdown, directory } = await runBench({
    name,
    sizes: { ...sizes, rounds: rounds ?? sizes.rounds, tries: tries ?? sizes.tries },
    loads: only ?? usualLoads(),
    seed: seed ?? Date.now() % 1_000_000,
    against: against && path.resolve(against),
    notify: say,
    signal: stop.signal,
  });
  process.stdout.write(markdown);
  say(`results.json, results.md and results.svg are in ${directory}`);
} catch (error) {
  process.exitCode = 1;
  say(describe(error));
}

function usualLoads() {
  if (against !== undefined) return VERSION_LOAD_NAMES;
  if (decisions) return DECISION_LOAD_NAMES;
  return quick ? QUICK_LOAD_NAMES : PEER_LOAD_NAMES;
}

function describe(error: unknown): string {
  if (stop.signal.aborted) return (stop.signal.reason as Error).message;
  const expected = [BenchError, LocalCloudError, SubprocessError];
  if (expected.some((kind) => error instanceof kind)) return (error as Error).message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
