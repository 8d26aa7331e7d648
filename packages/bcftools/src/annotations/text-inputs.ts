import type { CheckedVariants } from '@joblayer/genome-files';
import type { PrepareContext, StagedFile } from '@joblayer/job-runtime';
import { refused } from '../shared/check.ts';

type Context = Pick<PrepareContext, 'resolve'>;

async function linesOf(file: StagedFile, { resolve }: Context): Promise<readonly string[]> {
  // Imported here, as a static import would slow down --help.
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(resolve(file.path), 'utf8');
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

const shown = (line: string): string => JSON.stringify(line.slice(0, 60));

/** Lines of a header begin with ##. */
export async function checkHeaderLines(file: StagedFile, context: Context): Promise<void> {
  const lines = await linesOf(file, context);
  const wrong = lines.find((line) => !/^##\w+=./.test(line));
  if (lines.length > 0 && wrong === undefined) return;
  throw refused(
    `the file given with --header-lines ${wrong === undefined ? 'has no line' : `has the line ${shown(wrong)}`}`,
    'Expected lines of a VCF’s header, as ##INFO=<ID=GENE,Number=1,Type=String,Description="Gene">.',
  );
}

/** Each line has the old and the new name of a sequence, and one of the old names is there. */
export async function checkRenaming(
  file: StagedFile,
  { contigs, sequences }: CheckedVariants,
  context: Context,
): Promise<void> {
  const lines = await linesOf(file, context);
  const wrong = lines.find((line) => line.trim().split(/\s+/).length !== 2);
  if (wrong !== undefined)
    throw refused(
      `the file given with --rename-chrs has the line ${shown(wrong)}`,
      'Expected an old and a new name in each line.',
    );
  const old = lines.map((line) => line.trim().split(/\s+/)[0] ?? '');
  const all = [...contigs.keys(), ...sequences];
  if (old.some((name) => all.includes(name))) return;
  throw refused(
    `the file given with --rename-chrs renames none of the sequences, ${all.slice(0, 3).join(', ')}`,
    'Expected an old and a new name in each line; the old ones are those of --variants.',
  );
}
