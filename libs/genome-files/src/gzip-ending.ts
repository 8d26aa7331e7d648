import { JobError, type PrepareContext, type StagedFile } from '@joblayer/job-runtime';
import { compressionOf } from './fasta/load.ts';

/**
 * For a tool that decompresses by the name, and by nothing else.
 *
 * @throws JobError `bad-data` if the name ends in .gz and the file is not compressed, or the reverse
 */
export async function checkGzipEnding(
  option: `--${string}`,
  { path, name }: Pick<StagedFile, 'path' | 'name'>,
  { resolve }: Pick<PrepareContext, 'resolve'>,
): Promise<void> {
  const isCompressed = (await compressionOf(resolve(path))) !== 'none';
  if (isCompressed === name.endsWith('.gz')) return;
  throw new JobError({
    code: 'bad-data',
    problem: `the file given with ${option}, ${name}, is ${isCompressed ? '' : 'not '}compressed by gzip`,
    advice: `Expected a name that ${isCompressed ? 'ends' : 'does not end'} in .gz. Rename the file.`,
  });
}
