import type { GenomeSequence } from '@joblayer/genome-files';
import { JobError, type PrepareContext, type StagedFile } from '@joblayer/job-runtime';

/** The input that states the genome. */
export const GENOME = {
  kind: 'file',
  required: false,
  reference: true,
  suffixes: ['.fai', '.sizes', '.genome', '.txt', '.tsv'],
} as const;

type Context = Pick<PrepareContext, 'resolve'>;

/**
 * Names and lengths of a genome's sequences: a `.fai`, or lines of name and length, separated by tabs.
 *
 * @throws JobError `bad-data`
 */
export async function readGenome(
  file: Pick<StagedFile, 'name' | 'path'> | undefined,
  { resolve }: Context,
): Promise<readonly GenomeSequence[] | undefined> {
  if (!file) return undefined;
  const refuse = (what: string): never => {
    throw new JobError({
      code: 'bad-data',
      problem: `the file given with --genome, ${file.name}, ${what}`,
      advice:
        'Expected lines of name and length, separated by a tab, as those of a .fai of samtools faidx.',
    });
  };
  // Imported here, as a static import would slow down --help.
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(resolve(file.path), 'latin1');
  if (text.trim() === '') return refuse('has no sequence');
  const lengths = new Map<string, number>();
  for (const [index, line] of text.split('\n').entries()) {
    if (/^(#|\s*$)/.test(line)) continue;
    const [name = '', length = ''] = line.replace(/\r$/, '').split('\t');
    if (name === '' || !/^[1-9]\d*$/.test(length))
      refuse(`has in line ${index + 1} no sequence: ${JSON.stringify(line.slice(0, 80))}`);
    if (lengths.has(name)) refuse(`has ${name} twice`);
    lengths.set(name, Number(length));
  }
  if (lengths.size === 0) return refuse('has no sequence');
  return [...lengths].map(([name, bases]) => ({ name, bases }));
}
