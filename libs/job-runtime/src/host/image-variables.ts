import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** The image's build writes it beside the bundle of the runner, from the ENV of the Dockerfile. */
const FILE = join(import.meta.dirname, 'image-environment.json');

/**
 * The variables that the image has on purpose. The environment does not show them: an engine may have replaced them by
 * the host's. Empty for an image that states none.
 */
export function readImageVariables(file = FILE): Readonly<Record<string, string>> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
  return z.record(z.string(), z.string()).parse(JSON.parse(text));
}
