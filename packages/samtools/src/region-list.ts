import { JobError, type StagedFile } from '@joblayer/job-runtime';

interface Sequence {
  readonly name: string;
  readonly bases: number;
}

/**
 * Refuses regions outside of the sequences: samtools would write fewer bases than asked for.
 *
 * @throws JobError `bad-data`
 */
export async function checkRegionList(
  { path, name }: Pick<StagedFile, 'path' | 'name'>,
  sequences: readonly Sequence[],
  resolve: (path: string) => string,
): Promise<void> {
  // Imported here, as a static import would slow down --help.
  const { readFile } = await import('node:fs/promises');
  const fault = faultOfRegions(await readFile(resolve(path), 'utf8'), sequences);
  if (fault === undefined) return;
  throw new JobError({
    code: 'bad-data',
    problem: `the file given with --regions, ${name}, ${fault}`,
    advice: 'Expected lines as chr1 or chr1:1-2000, with names of the FASTA, from base 1.',
  });
}

/** @returns the end of a sentence; undefined if every line is a region of the sequences */
export function faultOfRegions(text: string, sequences: readonly Sequence[]): string | undefined {
  const known = new Map(sequences.map(({ name, bases }) => [name, bases]));
  const lines = text.replace(/\n$/, '').split('\n');
  if (text.trim() === '') return 'holds no region';
  for (const [at, line] of lines.entries()) {
    const shown = `in line ${at + 1}: ${JSON.stringify(line.slice(0, 80))}`;
    if (known.has(line)) continue;
    const [, name = '', from = '', to = from] = /^(.+):(\d[\d,]*)-(\d[\d,]*)$/.exec(line) ?? [];
    const bases = known.get(name);
    if (bases === undefined) return `names no sequence of --fasta ${shown}`;
    const [first, last] = [from, to].map((one) => Number(one.replaceAll(',', ''))) as [
      number,
      number,
    ];
    if (first < 1 || last < first || last > bases)
      return `has a region that is not in the ${bases} bases of ${name} ${shown}`;
  }
  return undefined;
}
