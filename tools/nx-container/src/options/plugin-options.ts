import { batchSchema } from '@joblayer/aws-batch';
import * as z from 'zod';
import { defineProblems } from '@joblayer/problem';
import { registrySchema } from './registry.ts';
import { repositorySchema } from './repository.ts';

export const optionsProblem = defineProblems({
  'invalid-options': ({ detail }: { detail: string }) =>
    `nx.json: the options of @joblayer/nx-container are invalid: ${detail}`,
});

/** The name of a package or a registry, as a user types it on a command line. */
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
   * The source of an image besides this machine's builder: only the engine; a registry that holds
   * the same content, where one can be reached; or a registry that must respond.
   */
  reuse: reuseSchema.default('engine'),
  /**
   * The registries that images go to, by the workspace's names for them. Empty: ECR of the
   * environment's account.
   */
  registries: z.record(name, registrySchema).default({}),
  /** Names of the registries that a push goes to without `--to`. Default: all. */
  pushTo: z.array(name).optional(),
  /** Settings of repositories in ECR. */
  repository: repositorySchema.default({}),
  /** Settings that differ for single packages, by the package's name. */
  repositories: z.record(name, repositorySchema).default({}),
  /** Settings of the tools in AWS Batch. */
  batch: batchSchema.prefault({}),
});

/** The plugin's options in nx.json, which it passes to its executors. */
export type PluginOptions = z.output<typeof optionsSchema>;

/** @throws ProblemError `invalid-options` */
export function parseOptions(options: unknown): PluginOptions {
  const result = optionsSchema.safeParse(options ?? {});
  if (result.success) return result.data;
  throw optionsProblem({ code: 'invalid-options', detail: z.prettifyError(result.error) });
}
