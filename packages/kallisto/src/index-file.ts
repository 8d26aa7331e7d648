import { IndexBytes } from '@joblayer/genome-files';
import { JobError, type PrepareContext, type StagedFile } from '@joblayer/job-runtime';

/** https://github.com/pachterlab/kallisto/blob/v0.48.0/src/KmerIndex.cpp, `KmerIndex::write` */
const VERSION = 10;
const INT_BYTES = 4;
const SIZE_BYTES = 8;
/** A k-mer, and where it lies. */
const KMER_BYTES = 20;
/** A transcript of a contig: its number, a position and a strand. */
const TRANSCRIPT_BYTES = 9;

/**
 * Walks through an index to its end. kallisto reads one that is cut short without an error, and
 * gives wrong estimates.
 *
 * @throws JobError `bad-data`
 */
export async function checkIndex(
  { path, name }: StagedFile,
  resolve: PrepareContext['resolve'],
): Promise<void> {
  // Imported here, as a static import would slow down --help.
  const { open } = await import('node:fs/promises');
  const file = await open(resolve(path));
  const refuse = (what: string): never => {
    throw new JobError({
      code: 'bad-data',
      problem: `the file given with --index, ${name}, ${what}`,
      advice: 'Copy it again, or make it with kallisto-index of this version.',
    });
  };
  try {
    const { size } = await file.stat();
    const bytes = new IndexBytes(file, size);
    if (size === 0) refuse('has 0 bytes');
    if ((await bytes.size()) !== VERSION) refuse(`is no index of kallisto of version ${VERSION}`);
    await walk(bytes);
    if (bytes.isBeyond) refuse(`is cut short: it has ${size} bytes`);
    if (!bytes.isAtEnd) refuse('is damaged: bytes follow its end');
  } finally {
    await file.close();
  }
}

async function walk(bytes: IndexBytes): Promise<void> {
  bytes.skip(INT_BYTES);
  const targets = await bytes.int();
  bytes.skip(targets * INT_BYTES);
  bytes.skip((await bytes.size()) * KMER_BYTES);
  await bytes.repeat(await bytes.size(), async () => {
    bytes.skip(INT_BYTES);
    bytes.skip((await bytes.size()) * INT_BYTES);
  });
  await bytes.repeat(targets, async () => bytes.skip(await bytes.size()));
  const contigs = await bytes.size();
  await bytes.repeat(contigs, async () => {
    bytes.skip(SIZE_BYTES);
    bytes.skip(await bytes.size());
    bytes.skip((await bytes.size()) * TRANSCRIPT_BYTES);
  });
  bytes.skip(contigs * INT_BYTES);
}
