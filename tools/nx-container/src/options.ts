import * as z from 'zod';
import { ContainerError } from './error.ts';

const optionsSchema = z.strictObject({
  /** First part of the images' names, here and in ECR: `joblayer` in `joblayer/samtools-stats`. */
  repositoryPrefix: z
    .string()
    .regex(/^[a-z0-9]+(?:[._/-][a-z0-9]+)*$/)
    .default('joblayer'),
});

/** The plugin's options in nx.json, which it hands on to its executors. */
export type PluginOptions = z.output<typeof optionsSchema>;

/** @throws ContainerError `invalid-options` */
export function parseOptions(options: unknown): PluginOptions {
  const result = optionsSchema.safeParse(options ?? {});
  if (result.success) return result.data;
  throw new ContainerError({ code: 'invalid-options', detail: z.prettifyError(result.error) });
}
