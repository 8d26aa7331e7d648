import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { suffixesOf } from '@joblayer/tool-definition';
import { JobError } from '../../job/errors.ts';
import { flagOf } from '@joblayer/tool-definition';
import type { JobContext } from '../../job/job.ts';
import type { Scratch } from '../../scratch/scratch.ts';
import { openDirectories } from '../../publish/open-up.ts';
import { endsIn } from '@joblayer/tool-definition';
import type { ToolRun } from './tool-run.ts';
import type { JobPlan, PlannedOutput } from '../../job/job-plan.ts';

/** Makes the directories for the tool's outputs, and returns each output's path. */
export async function prepareOutputs(
  plan: JobPlan,
  scratch: Scratch,
): Promise<Readonly<Record<string, string>>> {
  const paths = outputPaths(plan, scratch);
  for (const { name, definition } of plan.outputs) {
    const path = paths[name] as string;
    await mkdir(definition.kind === 'directory' ? path : dirname(path), { recursive: true });
  }
  return paths;
}

/** Each output lies in a directory of its own, unless it belongs beside another. */
export function outputPaths(
  plan: Pick<JobPlan, 'outputs'>,
  scratch: Pick<Scratch, 'outputs'>,
): Readonly<Record<string, string>> {
  const byName = new Map(plan.outputs.map((output) => [output.name, output]));
  const pathOf = (name: string): string => {
    const output = byName.get(name);
    const beside = output?.definition.beside;
    if (output && beside && byName.has(beside.output)) {
      const own = suffixesOf(beside).find((suffix) => endsIn(output.location, suffix));
      return pathOf(beside.output) + (own ?? beside.suffix);
    }
    return join(scratch.outputs, name, output?.fileName ?? name);
  };
  return Object.fromEntries(plan.outputs.map(({ name }) => [name, pathOf(name)]));
}

/**
 * Checks that a tool that ended without error wrote each required output, and each output whose own option names a
 * location. Each must be the file or directory that the definition states.
 *
 * @param leftOut paths of outputs whose step failed, of which a warning was given
 * @throws JobError `bad-data`
 */
export async function checkOutputs(
  { plan, outputs, captured }: ToolRun,
  leftOut: ReadonlySet<string>,
): Promise<void> {
  for (const planned of plan.outputs) {
    const { name, location } = planned;
    const path = outputs[name] as string;
    if (captured.get(path)) continue;
    const problem = await problemOf(path, planned);
    const isExpected = planned.required || (planned.isNamed && !leftOut.has(path));
    if (problem === undefined || (problem === 'nothing' && !isExpected)) continue;
    throw new JobError({
      code: 'bad-data',
      problem: `the tool ended without error but wrote ${problem} for ${flagOf(name)}`,
      advice: "Look at the tool's own messages above; nothing was published.",
      location,
    });
  }
}

/**
 * Leaves out an optional output whose step failed, so that the others are not lost. Its files are removed.
 *
 * @param path the output's; the error is thrown if there is none, or if the tool did not fail itself
 */
export async function leaveOut(
  path: string | undefined,
  error: unknown,
  { plan, outputs }: ToolRun,
  { emit, signal }: JobContext,
): Promise<void> {
  const isOfTool = error instanceof JobError && error.code === 'tool-failed';
  if (path === undefined || !isOfTool) throw error;
  signal.throwIfAborted();
  await rm(path, { recursive: true, force: true });
  const name = plan.outputs.find((output) => outputs[output.name] === path)?.name ?? '';
  emit({ type: 'warning', message: `${flagOf(name)} is left out: ${error.message}` });
}

/** Node reads bytes of a name that are not UTF-8 as this character. No file has the resulting name. */
const NO_UTF8 = '\uFFFD';

async function problemOf(path: string, output: PlannedOutput): Promise<string | undefined> {
  const { kind } = output.definition;
  const found = await lstat(path).catch(() => undefined);
  if (!found) return 'nothing';
  // A link instead of the output's directory could lead to files that are not the tool's.
  if (!(await lstat(dirname(path))).isDirectory()) return 'it behind a link';
  if (kind === 'file') return found.isFile() ? undefined : 'something that is not a file';
  if (!found.isDirectory()) return 'something that is not a directory';
  try {
    await openDirectories(path, output);
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const doubtful = entries.filter(({ name }) => name.includes(NO_UTF8));
    for (const { parentPath, name } of doubtful) await lstat(join(parentPath, name));
    return entries.some((entry) => entry.isFile()) ? undefined : 'nothing';
  } catch (error) {
    const { code, path: unnamed = '' } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' || !unnamed.includes(NO_UTF8)) throw error;
    return `"${relative(path, unnamed)}", whose name is not UTF-8 as those in S3 are,`;
  }
}
