/** The checks of a FASTA, loaded when they are called: a start that asks for help should not wait for them. */
import type { CheckedFasta, FastaCheck } from './check.ts';
import type { Compression } from './text.ts';

/** As `checkFasta` of `check.ts`. */
export const checkFasta = async (check: FastaCheck): Promise<CheckedFasta> =>
  (await import('./check.ts')).checkFasta(check);

/** As `compressionOf` of `text.ts`. */
export const compressionOf = async (path: string): Promise<Compression> =>
  (await import('./text.ts')).compressionOf(path);
