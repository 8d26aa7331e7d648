import { JobError, type PrepareContext, type StagedFile } from '@joblayer/job-runtime';
import { readFile } from 'node:fs/promises';

/** Refuses a list that is empty, or in which a line is no name: names have no spaces, and FASTQ and FASTA are no lists. */
export async function checkLines(
  option: `--${string}`,
  { path, name }: StagedFile,
  { resolve }: Pick<PrepareContext, 'resolve'>,
): Promise<void> {
  const text = await readFile(resolve(path), 'latin1');
  const lines = text.trimEnd().split('\n');
  const number = lines.findIndex((line) => !/^[!-=?A-~][!-~]*\r?$/.test(line)) + 1;
  if (number === 0) return;
  throw new JobError({
    code: 'bad-data',
    problem: `the file given with ${option}, ${name}, ${text === '' ? 'has 0 bytes' : `has no name in line ${number}`}`,
    advice: 'Expected one name a line, without spaces.',
  });
}
