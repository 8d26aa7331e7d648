import { batchSchema } from '@joblayer/aws-batch';
import * as z from 'zod';
import { defineProblems } from '@joblayer/problem';
import { registrySchema } from './registry.ts';
import { repositorySchema } from './repository.ts';

export const optionsProblem = defineProblems({
  'invalid-options': ({ detail }: { detail: string }) =>
    `nx.json: the options of @joblayer/nx-container are wrong: ${detail}`,
});

/** The name of a package, a registry: what is typed on a command line. */
const name = z
  .string()
  .regex(/^[a-z0-9]+(?:[._-]+[a-z0-9]+)*$/, 'lower-case letters, digits, - . _');

export const reuseSchema = z.enum(['engine', 'registry', 'registry-required']);

const optionsSchema = z.strictObject({
  /** First part of the images' names, here and in ECR: `joblayer` in `joblayer/samtools-stats`. */
  repositoryPrefix: z
    .string()
    .regex(/^[a-z0-9]+(?:[._/-][a-z0-9]+)*$/)
    .default('joblayer'),
  /**
   * Where an image may come from besides this machine's builder: from the engine alone; from a registry that
   * holds the same content, where one can be asked; or from a registry that has to answer.
   */
  reuse: reuseSchema.default('engine'),
  /** The registries that images go to, by names of the workspace's own. None: ECR of the environment's account. */
  registries: z.record(name, registrySchema).default({}),
  /** Names of those that a push goes to unless `--to` says otherwise. Default: all. */
  pushTo: z.array(name).optional(),
  /** What repositories in ECR are to be like. */
  repository: repositorySchema.default({}),
  /** What those of single packages are to be like, where that differs; by the package's name. */
  repositories: z.record(name, repositorySchema).default({}),
  /** What AWS Batch is told of the tools. */
  batch: batchSchema.prefault({}),
});

/** The plugin's options in nx.json, which it hands on to its executors. */
export type PluginOptions = z.output<typeof optionsSchema>;

/** @throws ProblemError `invalid-options` */
export function parseOptions(options: unknown): PluginOptions {
  const result = optionsSchema.safeParse(options ?? {});
  if (result.success) return result.data;
  throw optionsProblem({ code: 'invalid-options', detail: z.prettifyError(result.error) });
}
