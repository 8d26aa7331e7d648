import { layOutFile, type Layout } from '@joblayer/genome-files';
import type { Step } from '@joblayer/job-runtime';
import type { Found } from './files.ts';

type Argv = Step['pipeline'][0];

const ALL_EMPTY = 'all-empty';

/** Options may follow the files. */
const SCRIPT = `if [ -e ./${ALL_EMPTY} ]; then set -- "$@" --no-index; fi; exec "$@"`;

/** Notes that no file has a record. */
export async function layOutAllEmpty(files: readonly Found[], layout: Layout): Promise<void> {
  if (files.every(({ records }) => records === 0)) await layOutFile(layout, ALL_EMPTY, '');
}

/** bcftools merge 1.21 crashes if it reads files without records by their indexes. */
export const withoutIndexIfEmpty = (argv: Argv): Argv => ['bash', '-c', SCRIPT, 'merge', ...argv];
