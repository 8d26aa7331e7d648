import { run } from '@joblayer/subprocess';

/**
 * Touches this much memory and frees it. On a virtual machine the first touch of a page costs more than later ones, so
 * the first side would look slow. A separate process does it, because its end frees all of the memory.
 */
export async function faultIn(bytes: number): Promise<void> {
  if (bytes > 0) await run([process.execPath, '--eval', `Buffer.alloc(${bytes}, 1)`]);
}
