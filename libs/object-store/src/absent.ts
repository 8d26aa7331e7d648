import { Failure } from './errors.ts';

/** The result, or undefined if the object is absent. */
export async function absentAsUndefined<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof Failure && error.code === 'input-absent') return undefined;
    throw error;
  }
}
