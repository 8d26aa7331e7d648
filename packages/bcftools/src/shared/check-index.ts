import { compressionOf } from '@joblayer/genome-files';
import type { PrepareContext } from '@joblayer/job-runtime';
import { refused } from './check.ts';
import { readIndex, type IndexFacts } from './index-file.ts';
import type { IndexedVariants } from './inputs.ts';

const AGAIN = 'Make it again with bcftools index, or leave it out: the job makes it.';

/**
 * Variants that get an index are compressed by bgzip or plain text, and an index that is given is theirs.
 *
 * @param option of the variants
 * @param records that the variants have
 * @throws JobError `bad-data`
 */
export async function checkIndex(
  option: `--${string}`,
  { file, index }: IndexedVariants,
  records: number,
  { resolve }: Pick<PrepareContext, 'resolve'>,
): Promise<void> {
  const { stat } = await import('node:fs/promises');
  if (file.name.toLowerCase().endsWith('.vcf')) return;
  const path = resolve(file.path);
  if ((await compressionOf(path)) !== 'bgzip')
    throw refused(
      `the file given with ${option}, ${file.name}, is not compressed by bgzip, which its index needs`,
      'Compress it with bgzip, or give it as plain text with a name that ends in .vcf.',
    );
  if (index === undefined) return;
  const facts = await factsOf(resolve(index));
  const subject = `the index of the file given with ${option}, ${file.name},`;
  if (!facts) throw refused(`${subject} is cut short, damaged, or no TBI or CSI`, AGAIN);
  const { size } = await stat(path);
  if ((facts.records ?? records) !== records || facts.endBytes > size)
    throw refused(`${subject} belongs to another file`, AGAIN);
}

async function factsOf(path: string): Promise<IndexFacts | undefined> {
  const [{ readFile }, { gunzipSync }] = await Promise.all([
    import('node:fs/promises'),
    import('node:zlib'),
  ]);
  try {
    return readIndex(gunzipSync(await readFile(path)));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof RangeError || /^(Z_|ERR_)/.test(String(code))) return undefined;
    throw error;
  }
}
