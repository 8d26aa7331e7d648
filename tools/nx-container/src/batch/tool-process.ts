import { run } from '@joblayer/subprocess';
import { join } from 'node:path';
import * as z from 'zod';
import { ContainerError } from '../error.ts';
import type { ContainerPackage } from '../package.ts';

const SCRIPT = join(import.meta.dirname, 'print-tool.ts');

const answerSchema = z.object({
  resources: z.object({ vcpus: z.number(), memoryMiB: z.number() }),
  /** What is wrong with the arguments. */
  problem: z.string().optional(),
});

/** The file that a tool's definition is in, from the workspace's root. */
export const toolOf = ({ root }: ContainerPackage): string => `${root}/src/tool.ts`;

/** What a tool's definition says that a job of it needs. @throws SubprocessError when it cannot be loaded */
export async function toolResources(pkg: ContainerPackage) {
  return (await ask(pkg)).resources;
}

/**
 * Checks a job's arguments as the job itself will, before it waits in a queue for that.
 *
 * @throws ContainerError `invalid-arguments`
 */
export async function checkArguments(
  pkg: ContainerPackage,
  argv: readonly string[],
): Promise<void> {
  const { problem } = await ask(pkg, ['--', ...argv]);
  if (problem !== undefined)
    throw new ContainerError({ code: 'invalid-arguments', file: toolOf(pkg), detail: problem });
}

/** A process of its own loads the definition, so that nobody keeps an old one. */
async function ask(pkg: ContainerPackage, args: readonly string[] = []) {
  const file = join(pkg.workspaceRoot, toolOf(pkg));
  const { stdout } = await run([process.execPath, SCRIPT, file, ...args]);
  return answerSchema.parse(JSON.parse(stdout));
}
