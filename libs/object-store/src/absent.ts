import { Failure } from './errors.ts';

/** What was asked for, or undefined where it is not there. */
export async function absentAsUndefined<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof Failure && error.code === 'input-absent') return undefined;
    throw error;
  }
}
