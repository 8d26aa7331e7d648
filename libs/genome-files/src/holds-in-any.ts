import type { InspectedFile } from '@joblayer/job-runtime';

/**
 * Whether a condition holds for one of the files. False for a damaged file, as the tool reports
 * that better.
 */
export async function holdsInAny(
  files: readonly InspectedFile[],
  holds: (file: InspectedFile) => Promise<boolean>,
): Promise<boolean> {
  // Imported here, as a static import would slow down --help.
  const { isDamage } = await import('./heads/is-damage.ts');
  try {
    for (const file of files) if (await holds(file)) return true;
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
  return false;
}
