import { SubprocessError } from '@joblayer/subprocess';
import { setTimeout as sleep } from 'node:timers/promises';

const TRIES = 5;
const PAUSE_MS = 500;

/**
 * Repeats work once if a program that it runs fails. The work must be safe to repeat. Clean-up
 * needs it: a second Ctrl-C also interrupts the docker commands of the clean-up.
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
