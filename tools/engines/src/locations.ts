import { stateDirectory } from '@joblayer/local-cloud';
import path from 'node:path';

/** Committed lists of what each engine consists of, with hashes. */
export const locksDirectory = path.resolve(import.meta.dirname, '../locks');

export const imagesDirectory = path.resolve(import.meta.dirname, '../images');

/** Installed engines. They stay until a lock changes. `JOBLAYER_ENGINES_DIR` moves them. */
export const installedDirectory =
  process.env['JOBLAYER_ENGINES_DIR'] ?? path.join(stateDirectory, 'engines', 'installed');

/** Files of one run. Each run begins with an empty directory. */
export const workDirectory = path.join(stateDirectory, 'engines', 'work');

export const resultsFile = path.join(stateDirectory, 'engines', 'results.json');
