import { run } from '@joblayer/subprocess';

/**
 * Touches so much memory and gives it back. On a virtual machine the first touch of a page costs more than any
 * later one, and whoever happens to be the first would look slow. A process of its own gives all of it back.
 */
export async function faultIn(bytes: number): Promise<void> {
  if (bytes > 0) await run([process.execPath, '--eval', `Buffer.alloc(${bytes}, 1)`]);
}
