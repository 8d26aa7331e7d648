import { makeFifos } from '@joblayer/subprocess';
import { closeSync, constants, openSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/** A FIFO in the directory. The owner holds it open for reading as long as it lives. */
export const LIFELINE_FILE = '.joblayer-lifeline';

/** `held`: a living process has it open; `broken`: no process has; `absent`: it does not exist, or cannot be opened. */
export type LifelineState = 'held' | 'broken' | 'absent';

/**
 * Makes a lifeline and holds it. The kernel closes it when the process ends, even by a kill. Any process on the same
 * kernel can see that, in any container. By a heartbeat alone, a frozen process would count as dead.
 *
 * @returns its file descriptor, or undefined on a file system without FIFOs
 */
export async function makeLifeline(directory: string): Promise<number | undefined> {
  const path = join(directory, LIFELINE_FILE);
  const unheld = `${path}.new`;
  try {
    await makeFifos([unheld]);
    const fd = openSync(unheld, constants.O_RDONLY | constants.O_NONBLOCK);
    // The rename comes last: otherwise another process could see the lifeline unheld while its owner lives.
    renameSync(unheld, path);
    return fd;
  } catch {
    return undefined;
  }
}

/** Takes over the lifeline of a dead owner. */
export function takeLifeline(directory: string): number | undefined {
  try {
    const flags = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;
    return openSync(join(directory, LIFELINE_FILE), flags);
  } catch {
    return undefined;
  }
}

export function lifelineState(directory: string): LifelineState {
  try {
    const flags = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;
    closeSync(openSync(join(directory, LIFELINE_FILE), flags));
    return 'held';
  } catch (error) {
    // fifo(7): without a reader, open(2) for writing without blocking fails with ENXIO.
    return (error as NodeJS.ErrnoException).code === 'ENXIO' ? 'broken' : 'absent';
  }
}
