import { findBuilder } from '@joblayer/nx-container/engine';
import { finish } from './container.ts';
import type { Finished } from './watched-process.ts';

/** Builds an image with BuildKit, and returns the result. The progress is in `stderr`. */
export async function buildImage(args: readonly string[], context: string): Promise<Finished> {
  const { program, env } = await findBuilder();
  return finish([program, 'build', '--progress=plain', ...args, context], env);
}
