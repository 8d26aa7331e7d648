import { run } from '@joblayer/subprocess';
import { join } from 'node:path';
import * as z from 'zod';
import { ContainerError } from '../error.ts';
import type { ContainerPackage } from '../package.ts';

const SCRIPT = join(import.meta.dirname, 'print-tool.ts');

const definitionSchema = z.object({
  /** The tool definition's. */
  name: z.string(),
  resources: z.object({
    vcpus: z.number(),
    memoryMiB: z.number(),
    /** The tool cannot work with less. */
    minimumMemoryMiB: z.number().optional(),
  }),
});

/** What is to be known of a tool definition outside the process that loads it. */
export type DefinitionFacts = z.output<typeof definitionSchema>;

const answerSchema = z.object({
  definitions: z.tuple([definitionSchema], definitionSchema),
  /** The name of the definition that the arguments mean. */
  selected: z.string(),
  /** What is wrong with the arguments. */
  problem: z.string().optional(),
});

/** The file that a tool's definition is in, from the workspace's root. */
export const toolOf = ({ root }: ContainerPackage): string => `${root}/src/tool.ts`;

/** The definitions of a tool's image, its own first. @throws SubprocessError when they cannot be loaded */
export async function toolDefinitions(
  pkg: ContainerPackage,
): Promise<readonly [DefinitionFacts, ...DefinitionFacts[]]> {
  return (await ask(pkg)).definitions;
}

/**
 * Checks a job's arguments as the job itself will, before it waits in a queue for that.
 *
 * @returns the definition that they mean
 * @throws ContainerError `invalid-arguments`
 */
export async function checkArguments(
  pkg: ContainerPackage,
  argv: readonly string[],
): Promise<DefinitionFacts> {
  const { definitions, selected, problem } = await ask(pkg, ['--', ...argv]);
  if (problem === undefined)
    return definitions.find(({ name }) => name === selected) ?? definitions[0];
  throw new ContainerError({ code: 'invalid-arguments', file: toolOf(pkg), detail: problem });
}

/** A process of its own loads the definition, so that nobody keeps an old one. */
async function ask(pkg: ContainerPackage, args: readonly string[] = []) {
  const file = join(pkg.workspaceRoot, toolOf(pkg));
  const { stdout } = await run([process.execPath, SCRIPT, file, ...args]);
  return answerSchema.parse(JSON.parse(stdout));
}
