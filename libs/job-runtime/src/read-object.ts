import { makeDirectory, type ObjectInfo, type StoreFor } from '@joblayer/object-store';
import type { Location } from '@joblayer/object-store/location';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ioError, JobError } from './job/errors.ts';
import { createScratch, removeScratch, scratchError } from './scratch/scratch.ts';

export interface ReadOptions {
  readonly storeFor: StoreFor;
  readonly signal: AbortSignal;
  /** A small scratch directory of its own is made there, and removed. */
  readonly scratchDir: string;
  /** More than this is not what was meant to be read. */
  readonly mostBytes: number;
}

/**
 * Reads a small object as text, over the same checked path that inputs take.
 *
 * @throws JobError `input-absent`, `access-denied`, …; `usage` where it is too large
 */
export async function readObject(
  location: Location,
  options: ReadOptions,
): Promise<{ readonly object: ObjectInfo; readonly text: string }> {
  const { storeFor, signal, scratchDir, mostBytes } = options;
  const store = await storeFor(location);
  const object = await store.stat(location);
  if (object.sizeBytes > mostBytes) {
    const problem = `it has ${object.sizeBytes} bytes, more than the ${mostBytes} that are read of such a file`;
    throw new JobError({ code: 'usage', problem, location });
  }
  await makeDirectory(scratchDir).catch((error: unknown) => {
    throw scratchError(error, scratchDir);
  });
  const scratch = await createScratch(scratchDir);
  try {
    const path = join(scratch.tmp, 'object');
    await store.fetch(object, path, { signal, onBytes: () => undefined });
    const text = await readFile(path, 'utf8').catch((error: unknown) => {
      throw ioError(error, location);
    });
    return { object, text };
  } finally {
    await removeScratch(scratch);
  }
}
