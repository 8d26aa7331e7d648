import { layOutFile, type GenomeSequence } from '@joblayer/genome-files';
import { JobError, type PrepareContext, type StagedFile } from '@joblayer/job-runtime';

/** The regions to leave out, in the work directory. */
export const EXCLUDED = 'excluded.tsv';
const EXPECTED =
  'Expected lines of name, start from 0 and end, separated by tabs, or of a name alone.';

/**
 * Reads the regions once, and writes those of the genome. delly ignores lines that it cannot read, and names that the
 * genome lacks.
 *
 * @throws JobError `bad-data` if a line is no region, or none is of the genome
 */
export async function layOutExcluded(
  file: StagedFile,
  genome: readonly GenomeSequence[],
  ctx: Pick<PrepareContext, 'resolve' | 'workDir' | 'warn'>,
): Promise<void> {
  // Imported here, as a static import would slow down --help.
  const { readFile } = await import('node:fs/promises');
  const refuse = (what: string): never => {
    const problem = `the file given with --exclude, ${file.name}, ${what}`;
    throw new JobError({ code: 'bad-data', problem, advice: EXPECTED });
  };
  const lengths = new Map(genome.map(({ name, bases }) => [name, bases]));
  const kept: string[] = [];
  let others = 0;
  for (const [at, line] of (await readFile(ctx.resolve(file.path), 'utf8')).split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [name = '', start, end] = line.trimEnd().split('\t');
    const bases = lengths.get(name);
    const isRegion = start === undefined || (/^\d+$/.test(start) && /^\d+$/.test(end ?? ''));
    if (!isRegion) refuse(`has in line ${at + 1} no region: ${line.slice(0, 50)}`);
    if (bases === undefined) others += 1;
    else if (Number(end ?? 0) > bases)
      refuse(`has in line ${at + 1} a region beyond the end of ${name}, which has ${bases} bases`);
    else kept.push(`${name}\t${start ?? 0}\t${end ?? bases}\n`);
  }
  if (kept.length === 0) refuse('holds no region of the genome');
  if (others > 0)
    ctx.warn?.(`--exclude names ${others} regions of sequences that the genome lacks`);
  await layOutFile(ctx, EXCLUDED, kept.join(''));
}
