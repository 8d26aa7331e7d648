import { JobError, type PrepareContext, type StagedDirectory } from '@joblayer/job-runtime';
import type { GenomeSequence } from '../checks/checked-file.ts';
import { checkIndexSizes } from './index-sizes.ts';
import { FAI } from './names.ts';

/** The files of an index, by what follows its prefix. The first one shows that there is an index. */
export interface IndexFormat {
  /** The program that makes it, for messages: `bowtie2-build`. */
  readonly maker: string;
  readonly suffixes: readonly [string, ...string[]];
  /** The same files under other endings, such as those of a large genome. */
  readonly large?: readonly [string, ...string[]];
}

/** The index in a directory. */
export interface FoundIndex {
  /** The path of its files without their endings. It ends in `/` if the files' names have no prefix. */
  readonly prefix: string;
  /** Its folder below the directory: `` or `sub/`. */
  readonly folder: string;
  readonly isLarge: boolean;
}

/**
 * Finds the index in the directory given with `--index`. Of several, the one nearest to the top counts, as iGenomes
 * keeps older ones in subdirectories.
 *
 * @throws JobError `bad-data` if there is none, an incomplete one, or several at one level
 */
export function findIndex(directory: StagedDirectory, format: IndexFormat): FoundIndex {
  const { maker, suffixes, large } = format;
  const forms = large ? [suffixes, large] : [suffixes];
  const found = forms.flatMap((form, at) =>
    directory.files
      // A name such as x.rev.1.bt2 ends in .1.bt2 too.
      .filter((file) => file.endsWith(form[0]) && !file.endsWith(`.rev${form[0]}`))
      .map((file) => ({ stem: file.slice(0, -form[0].length), form, isLarge: at === 1 })),
  );
  const top = Math.min(...found.map(({ stem }) => depthOf(stem)));
  const [index, other] = found.filter(({ stem }) => depthOf(stem) === top);
  const expected = `Expected one index as ${maker} writes it: ${suffixes.map((suffix) => `*${suffix}`).join(', ')}.`;
  const refuse = (what: string): never => {
    throw new JobError({
      code: 'bad-data',
      problem: `the directory given with --index, ${directory.name}, holds ${what}`,
      advice: expected,
    });
  };
  if (!index) return refuse(`no index of ${maker}`);
  if (other) refuse(`several indexes at one level: ${index.stem} and ${other.stem}`);
  const missing = index.form.filter((suffix) => !directory.files.includes(index.stem + suffix));
  if (missing.length > 0) refuse(`an index without its files ${missing.join(', ')}`);
  return {
    prefix: `${directory.path}/${index.stem}`,
    folder: index.stem.slice(0, index.stem.lastIndexOf('/') + 1),
    isLarge: index.isLarge,
  };
}

const depthOf = (path: string): number => path.split('/').length;

/**
 * Finds the index, and checks the sizes of its files.
 *
 * @throws JobError `bad-data`
 */
export async function checkIndex(
  directory: StagedDirectory,
  format: IndexFormat,
  context: Pick<PrepareContext, 'resolve'>,
): Promise<FoundIndex> {
  const index = findIndex(directory, format);
  await checkIndexSizes(directory, index.folder, context);
  return index;
}

/** The genome's sequences, if the index says them in a file beside it. */
export async function sequencesOfIndex(
  { path, files }: StagedDirectory,
  { folder }: FoundIndex,
  { resolve }: Pick<PrepareContext, 'resolve'>,
): Promise<readonly GenomeSequence[] | undefined> {
  if (!files.includes(folder + FAI)) return undefined;
  // Imported here, as a static import would slow down --help.
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(resolve(`${path}/${folder}${FAI}`), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const [name = '', bases = ''] = line.split('\t');
    return { name, bases: Number(bases) };
  });
}
