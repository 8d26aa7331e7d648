import { layOutFile } from '@joblayer/genome-files';
import type { PrepareContext, Relation, StagedFile } from '@joblayer/job-runtime';
import * as z from 'zod';
import { refused } from './check.ts';
import { either } from './selection.ts';

const NAMES = 'samples.txt';

export const SAMPLES = {
  samples: z
    .string()
    .regex(/^[^,^][^,]*(,[^,]+)*$/)
    .optional()
    .describe('Only these samples, in this order, as s1,s2 (-s)'),
};

export const ONE_OF_SAMPLES: Relation = either(
  'samples',
  'samplesFile',
  '--samples and --samples-file',
);

interface Given {
  readonly samples: string | undefined;
  readonly samplesFile?: StagedFile | undefined;
}

type Context = Pick<PrepareContext, 'resolve' | 'workDir'>;

/**
 * Writes the names of the samples to a file. bcftools would read the second column of some files as the samples' sex.
 *
 * @param known the samples of the variants
 */
export async function layOutSamples(
  { samples, samplesFile }: Given,
  known: readonly string[],
  context: Context,
  flag = '--samples',
): Promise<void> {
  const names = samplesFile ? await namesIn(samplesFile, context) : samples?.split(',');
  if (!names) return;
  const option = samplesFile ? '--samples-file' : flag;
  if (names.length === 0)
    throw refused(`the file given with ${option} names no sample`, 'Give one name a line.');
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw refused(
      `${option} names ${JSON.stringify(unknown.slice(0, 40))}, which is no sample of the variants`,
      known.length > 0 ? `They have ${known.slice(0, 5).join(', ')}.` : 'They have no samples.',
    );
  await layOutFile(context, NAMES, names.map((name) => `${name}\n`).join(''));
}

async function namesIn(file: StagedFile, { resolve }: Context): Promise<readonly string[]> {
  // Imported here, as a static import would slow down --help.
  const { readFile } = await import('node:fs/promises');
  const lines = (await readFile(resolve(file.path), 'utf8')).split(/\r?\n/);
  return lines.filter((line) => line !== '');
}

/**
 * The samples as options of bcftools.
 *
 * @param all `^` for all except these
 */
export const samplesOf = (
  { samples, samplesFile }: Given,
  workDir: string,
  all: '' | '^' = '',
): readonly string[] => ((samples ?? samplesFile) ? ['-S', `${all}${workDir}/${NAMES}`] : []);
