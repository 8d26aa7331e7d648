import { JobError, type PrepareContext, type StagedDirectory } from '@joblayer/job-runtime';
import { openIndexFile, type IndexFile } from './bowtie-file.ts';
import {
  localSizes,
  mainSizes,
  variantNames,
  variantSizes,
  type MainSizes,
} from './bowtie-sizes.ts';
import type { FoundIndex } from './find-index.ts';

type Context = Pick<PrepareContext, 'resolve'>;
/** The programs whose indexes are alike: HISAT2 took its files over from Bowtie 2. */
export type BowtieMaker = 'bowtie2-build' | 'hisat2-build';

/**
 * Computes from an index's own numbers how large each of its files must be. The aligners read some files that were cut
 * short without an error. This check needs no list of sizes, so that an index of other origin is checked too.
 *
 * @throws JobError `bad-data`
 */
export async function checkBowtieIndex(
  directory: StagedDirectory,
  { prefix, isLarge }: FoundIndex,
  maker: BowtieMaker,
  { resolve }: Context,
): Promise<void> {
  const ending = `.${maker === 'bowtie2-build' ? 'bt2' : 'ht2'}${isLarge ? 'l' : ''}`;
  const use = async <Result>(part: string, read: (file: IndexFile) => Promise<Result>) => {
    const file = await openIndexFile(resolve(`${prefix}.${part}${ending}`), isLarge ? 8 : 4);
    const refuse = (what: string): never => {
      const name = `${prefix.slice(directory.path.length + 1)}.${part}${ending}`;
      throw new JobError({
        code: 'bad-data',
        problem: `the directory given with --index, ${directory.name}, has a file ${name} that ${what}`,
        advice: `Copy the index again, with all of its files, or make it again with ${maker}.`,
      });
    };
    try {
      if (!(await file.isLittleEndian())) refuse(`is no file of an index of ${maker}`);
      const result = await read(file);
      return { result, size: file.size, refuse };
    } finally {
      await file.close();
    }
  };
  const expect = async (part: string, sizes: (file: IndexFile) => Promise<readonly number[]>) => {
    const { result, size, refuse } = await use(part, sizes);
    if (!result.includes(size))
      refuse(`has ${size} bytes, but should have ${result[0]}: it was cut short or is another’s`);
  };
  const main = async (part: string): Promise<MainSizes> => {
    const { result, size, refuse } = await use(part, async (file) => ({
      ...(await mainSizes(file, maker)),
      end: await file.byteAt(file.size - 1),
    }));
    if (size <= result.beforeNames || result.end !== 0)
      refuse(`was cut short at ${size} bytes, or is another’s`);
    return result;
  };
  const { bases, offsets } = await main('1');
  await expect('2', async () => offsets);
  await expect('3', async (file) => [
    4 + file.width + (await file.number(4)) * (2 * file.width + 1),
  ]);
  await checkBases(directory, `${prefix}.4${ending}`, bases, { resolve });
  if (maker === 'bowtie2-build') {
    const reverse = await main('rev.1');
    await expect('rev.2', async () => reverse.offsets);
  } else {
    const { result: local, size, refuse } = await use('5', localSizes);
    if (size !== local.size) refuse(`was cut short at ${size} bytes, or is another’s`);
    await expect('6', async () => [local.offsets]);
    const variants = await use('7', variantSizes);
    const { least, isExact } = variants.result;
    if (variants.size < least || (isExact && variants.size > least))
      variants.refuse(`was cut short at ${variants.size} bytes, or is another’s`);
    const names = await use('8', variantNames);
    if (!names.result) names.refuse(`was cut short at ${names.size} bytes, or is another’s`);
  }
}

/** The file of the genome's bases, 4 in a byte, has no mark of its own. */
async function checkBases(
  directory: StagedDirectory,
  path: string,
  bases: number,
  { resolve }: Context,
): Promise<void> {
  // Imported here, as a static import would slow down --help.
  const { stat } = await import('node:fs/promises');
  const { size } = await stat(resolve(path));
  if (size === Math.ceil(bases / 4)) return;
  throw new JobError({
    code: 'bad-data',
    problem: `the directory given with --index, ${directory.name}, has a file ${path.slice(directory.path.length + 1)} of ${size} bytes, but the index has ${bases} bases: it was cut short or is another’s`,
    advice: 'Copy the index again, with all of its files, or make it again.',
  });
}
