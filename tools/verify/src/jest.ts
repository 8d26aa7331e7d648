import { stateDirectory } from '@joblayer/local-cloud';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { TestStage } from './stages.ts';
import { runScript, type Variables } from './workspace-command.ts';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** Jest's own 5 s would fail tests that start processes on a loaded machine. */
const OPTIONS = {
  unit: ['--testTimeout=60000'],
  // The tests wait more than they compute, so each core gets a file.
  integration: [
    ...['--testTimeout=300000', '--maxWorkers=2'],
    ...['--testSequencer', path.join(import.meta.dirname, 'longest-first.ts')],
  ],
} as const;

/**
 * Runs one of jest.config.js' projects. A test file that could not run counts as failed.
 *
 * @param files paths of test files, at least one; default: all
 */
export async function runJest(
  project: TestStage,
  files: readonly string[] | undefined,
  signal: AbortSignal,
  variables: Variables = {},
): Promise<Counts> {
  const results = path.join(stateDirectory, `${project}-results.json`);
  await mkdir(stateDirectory, { recursive: true });
  await rm(results, { force: true });
  const args = ['--selectProjects', project, '--json', '--outputFile', results];
  const some = files === undefined ? [] : ['--runTestsByPath', ...files];
  const exitCode = await runScript(
    'jest/bin/jest.js',
    [...args, ...OPTIONS[project], ...some],
    signal,
    variables,
  );
  return readCounts(exitCode, await readFile(results, 'utf8').catch(() => undefined));
}

interface JestResults {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

/**
 * A run that fails without a failed test, that ran no test, or that skipped a test counts as
 * failed.
 */
export function readCounts(exitCode: number, results: string | undefined): Counts {
  if (results === undefined) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(
    results,
  ) as JestResults;
  const failed = numFailedTests + numPendingTests + numRuntimeErrorTestSuites;
  const unexplained = failed === 0 && (exitCode !== 0 || numPassedTests === 0);
  return { passed: numPassedTests, failed: unexplained ? 1 : failed };
}
