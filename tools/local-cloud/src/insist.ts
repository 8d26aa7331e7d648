import { SubprocessError } from '@joblayer/subprocess';
import { setTimeout as sleep } from 'node:timers/promises';

const TRIES = 5;
const PAUSE_MS = 500;

/**
 * Does work that may safely be done twice, again if a program it runs fails. Clean-up needs it: someone who
 * presses Ctrl-C a second time also hits the docker commands that are stopping things at that moment.
 */
export async function insist<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof SubprocessError) || tries === TRIES) throw error;
      await sleep(PAUSE_MS);
    }
  }
}
