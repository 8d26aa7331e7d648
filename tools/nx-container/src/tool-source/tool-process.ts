import type { DefinitionFacts } from '@joblayer/aws-batch';
import { run } from '@joblayer/subprocess';
import { join } from 'node:path';
import * as z from 'zod';
import type { ContainerPackage } from '../package.ts';
import { toolSourceProblem } from './problems.ts';

const SCRIPT = join(import.meta.dirname, 'print-tool.ts');

/** The facts of a tool definition that other processes than its own need. */
const definitionSchema: z.ZodType<DefinitionFacts> = z.object({
  /** The tool definition's name. */
  name: z.string(),
  resources: z.object({
    vcpus: z.number(),
    memoryMiB: z.number(),
    /** The tool's minimum. */
    minimumMemoryMiB: z.number().optional(),
  }),
});

const responseSchema = z.object({
  definitions: z.tuple([definitionSchema], definitionSchema),
  /** The name of the definition that the arguments select. */
  selected: z.string(),
  /** The problem of the arguments. */
  problem: z.string().optional(),
});

/** The file of a tool's definition, from the workspace's root. */
export const toolOf = ({ root }: ContainerPackage): string => `${root}/src/tool.ts`;

/**
 * The definitions of a tool's image, its own first.
 *
 * @throws SubprocessError when they cannot be loaded
 */
export async function toolDefinitions(
  pkg: ContainerPackage,
): Promise<readonly [DefinitionFacts, ...DefinitionFacts[]]> {
  return (await ask(pkg)).definitions;
}

/**
 * Checks a job's arguments as the job itself would, before the job waits in a queue.
 *
 * @returns the definition that they select
 * @throws ProblemError `invalid-arguments`
 */
export async function checkArguments(
  pkg: ContainerPackage,
  argv: readonly string[],
): Promise<DefinitionFacts> {
  const { definitions, selected, problem } = await ask(pkg, ['--', ...argv]);
  if (problem === undefined)
    return definitions.find(({ name }) => name === selected) ?? definitions[0];
  throw toolSourceProblem({ code: 'invalid-arguments', file: toolOf(pkg), detail: problem });
}

/** A separate process loads the definition, so that no process keeps an outdated one. */
async function ask(pkg: ContainerPackage, args: readonly string[] = []) {
  const file = join(pkg.workspaceRoot, toolOf(pkg));
  const { stdout } = await run([process.execPath, SCRIPT, file, ...args]);
  return responseSchema.parse(JSON.parse(stdout));
}
