import { workspaceRoot } from '@joblayer/local-cloud';
import { run } from '@joblayer/subprocess';
import path from 'node:path';
import { type Stage, TEST_STAGES, type TestStage } from './stages.ts';

/** The test files of each stage that has some, by path from the workspace's root. */
export type TestFiles = ReadonlyMap<TestStage, readonly string[]>;

/** The test files that Jest would run, in those of the stages that have any. */
export async function testFiles(stages: readonly Stage[]): Promise<TestFiles> {
  const found = new Map<TestStage, readonly string[]>();
  for (const stage of TEST_STAGES.filter((it) => stages.includes(it)))
    found.set(stage, await list(stage));
  return found;
}

async function list(stage: TestStage): Promise<string[]> {
  const jest = path.join(workspaceRoot, 'node_modules/jest/bin/jest.js');
  const options = ['--selectProjects', stage, '--listTests', '--json'];
  const { stdout } = await run([process.execPath, jest, ...options], { cwd: workspaceRoot });
  return (JSON.parse(stdout) as string[]).map((file) => path.relative(workspaceRoot, file));
}

/** The test files whose paths contain one of `parts`, and the parts that no path contains. */
export function chooseTests(
  all: TestFiles,
  parts: readonly string[],
): { readonly chosen: TestFiles; readonly unmatched: readonly string[] } {
  const holdsOne = (file: string) => parts.some((part) => file.includes(part));
  const chosen = new Map(
    [...all].map(([stage, files]) => [stage, files.filter(holdsOne)] as const),
  );
  const every = [...all.values()].flat();
  return { chosen, unmatched: parts.filter((part) => !every.some((file) => file.includes(part))) };
}
