import { JobError, type PrepareContext, type StagedFile } from '@joblayer/job-runtime';
import { BgzfBlocks } from '../fasta/bgzf.ts';
import type { Refuse } from '../fasta/rules.ts';
import { type Compression, compressionOf, textOf } from '../fasta/text.ts';

/** A file to check, and its option for messages. */
export interface CheckedFile {
  readonly option: `--${string}`;
  readonly file: Pick<StagedFile, 'path' | 'name'>;
}

/** What a check needs of the hook `prepare`. */
export type CheckContext = Pick<PrepareContext, 'resolve' | 'signal' | 'warn'>;

/** A sequence of the genome, as `checkFasta` finds it. */
export interface GenomeSequence {
  readonly name: string;
  readonly bases: number;
}

/** Throws JobError `bad-data`. Its message begins with the option and the name of the file. */
export const refuseFor =
  ({ option, file: { name } }: CheckedFile): Refuse =>
  (what, advice) => {
    throw new JobError({
      code: 'bad-data',
      problem: `the file given with ${option}, ${name}, ${what}`,
      advice,
    });
  };

/** The content of a file, decompressed, and the compression that its first bytes show. */
export interface Opened {
  readonly compression: Compression;
  readonly pieces: AsyncIterable<Buffer>;
}

/**
 * Opens a file for one pass. Its pieces end with JobError `bad-data` if it is cut short or damaged.
 *
 * @throws JobError `bad-data` if it has 0 bytes
 */
export async function openChecked(
  checked: CheckedFile,
  { resolve, signal }: CheckContext,
): Promise<Opened> {
  // Imported here, as a static import would slow down --help.
  const { stat } = await import('node:fs/promises');
  const refuse = refuseFor(checked);
  const path = resolve(checked.file.path);
  if ((await stat(path)).size === 0) refuse('has 0 bytes', COPY_AGAIN);
  const compression = await compressionOf(path);
  const blocks = new BgzfBlocks();
  return { compression, pieces: textOf({ path, compression, refuse, signal, blocks }) };
}

const COPY_AGAIN = 'Copy the file again, or make it again.';
