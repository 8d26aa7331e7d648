/**
 * Imports the checks of a FASTA only when they are called: a static import would slow down --help.
 */
import type { CheckedFasta, FastaCheck } from './check.ts';
import type { Compression } from './text.ts';

/** `checkFasta` of `check.ts`. */
export const checkFasta = async (check: FastaCheck): Promise<CheckedFasta> =>
  (await import('./check.ts')).checkFasta(check);

/** `compressionOf` of `text.ts`. */
export const compressionOf = async (path: string): Promise<Compression> =>
  (await import('./text.ts')).compressionOf(path);
