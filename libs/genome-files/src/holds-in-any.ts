import type { InspectedFile } from '@joblayer/job-runtime';

/** Whether something holds in one of the files. It does not in what is damaged: of that the tool says more. */
export async function holdsInAny(
  files: readonly InspectedFile[],
  holds: (file: InspectedFile) => Promise<boolean>,
): Promise<boolean> {
  // Loaded only here: a start that asks for help should not wait for it.
  const { isDamage } = await import('./heads/is-damage.ts');
  try {
    for (const file of files) if (await holds(file)) return true;
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
  return false;
}
