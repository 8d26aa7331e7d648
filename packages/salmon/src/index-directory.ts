import { IndexBytes } from '@joblayer/genome-files';
import { checkIndex } from '@joblayer/genome-files/aligners';
import { JobError, type PrepareContext, type StagedDirectory } from '@joblayer/job-runtime';
import { filesOf, TARGETS, targetsIn, WALKS } from './index-formats.ts';

const INDEX_VERSION = 5;
const [VERSION, INFO] = ['versionInfo.json', 'info.json'] as const;

/** The index that salmon is to use. */
export interface SalmonIndex {
  /** The directory in which it lies. */
  readonly path: string;
  /** The names of transcripts and decoys. */
  readonly targets: readonly string[];
}

type Context = Pick<PrepareContext, 'resolve'>;

/** The path of the directory that holds the index. */
export const directoryOf = ({ path, files }: StagedDirectory): string => {
  const [top = VERSION] = files
    .filter((file) => `/${file}`.endsWith(`/${VERSION}`))
    .toSorted((a, b) => a.split('/').length - b.split('/').length);
  return `${path}/${top}`.slice(0, -VERSION.length - 1);
};

/**
 * Walks through all files of an index. salmon uses most files that are cut short without an error, and finds fewer
 * reads.
 *
 * @throws JobError `bad-data`
 */
export async function checkSalmonIndex(
  directory: StagedDirectory,
  context: Context,
): Promise<SalmonIndex> {
  const suffixes = [VERSION, INFO, TARGETS] as const;
  await checkIndex(directory, { maker: 'salmon index', suffixes }, context);
  const path = directoryOf(directory);
  const refuse = (what: string): never => {
    throw new JobError({
      code: 'bad-data',
      problem: `the index given with --index, ${directory.name}, ${what}`,
      advice: 'Copy it again, with all of its files, or make it with salmon-index.',
    });
  };
  const version = await fieldOf(`${path}/${VERSION}`, 'indexVersion', context);
  if (version !== INDEX_VERSION) refuse(`is of no version that salmon 1.10 reads, in ${VERSION}`);
  const sampling = await fieldOf(`${path}/${INFO}`, 'sampling_type', context);
  if (sampling !== 'dense' && sampling !== 'sparse') refuse(`has a damaged ${INFO}`);
  const folder = path.slice(directory.path.length + 1);
  for (const name of filesOf(String(sampling))) {
    if (!directory.files.includes(folder === '' ? name : `${folder}/${name}`))
      refuse(`lacks the file ${name}`);
    const bytes = await withBytes(`${path}/${name}`, context, async (read) => {
      await WALKS[name]?.(read);
      return read.isAtEnd;
    });
    if (!bytes) refuse(`has a file ${name} that is cut short or damaged`);
  }
  return { path, targets: await withBytes(`${path}/${TARGETS}`, context, targetsIn) };
}

/** A field of a JSON file; undefined if the file is damaged. */
async function fieldOf(path: string, field: string, { resolve }: Context): Promise<unknown> {
  // Imported here, as a static import would slow down --help.
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(resolve(path), 'utf8');
  try {
    return (JSON.parse(text) as Readonly<Record<string, unknown>> | null)?.[field];
  } catch {
    return undefined;
  }
}

async function withBytes<T>(
  path: string,
  { resolve }: Context,
  use: (bytes: IndexBytes) => Promise<T>,
): Promise<T> {
  const { open } = await import('node:fs/promises');
  const file = await open(resolve(path));
  try {
    return await use(new IndexBytes(file, (await file.stat()).size));
  } finally {
    await file.close();
  }
}
