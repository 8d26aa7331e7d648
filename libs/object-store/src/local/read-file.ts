import { open, type FileHandle } from 'node:fs/promises';
import { ioError, StoreError } from '../errors.ts';
import type { FileLocation } from '../location/location.ts';
import type { ObjectInfo, TransferOptions } from '../object-store.ts';
import { versionOf } from './file-version.ts';

/** Large enough that the cost of a call is small compared with copying the bytes. */
const PIECE_BYTES = 1024 * 1024;

/**
 * The content of a file from start to end. The next piece overwrites the one before.
 *
 * @throws StoreError; `bad-data` at the end if the file changed while it was read
 */
export async function* readFile(
  { location, etag }: ObjectInfo<FileLocation>,
  { signal, onBytes }: Pick<TransferOptions, 'signal' | 'onBytes'>,
): AsyncGenerator<Buffer> {
  const file = await open(location.path).catch((error: unknown) => {
    throw ioError(error, location);
  });
  try {
    yield* piecesOf(file, signal, onBytes);
    if (etag === undefined || etag === versionOf(await file.stat({ bigint: true })).etag) return;
  } catch (error) {
    signal.throwIfAborted();
    throw ioError(error, location);
  } finally {
    await file.close();
  }
  throw changedMeanwhile(location);
}

async function* piecesOf(
  file: FileHandle,
  signal: AbortSignal,
  onBytes: (delta: number) => void,
): AsyncGenerator<Buffer> {
  const memory = Buffer.allocUnsafe(PIECE_BYTES);
  for (;;) {
    signal.throwIfAborted();
    const { bytesRead } = await file.read(memory, 0, PIECE_BYTES);
    if (bytesRead === 0) return;
    onBytes(bytesRead);
    yield memory.subarray(0, bytesRead);
  }
}

const changedMeanwhile = (location: FileLocation): StoreError =>
  new StoreError({
    code: 'bad-data',
    kind: 'changed',
    problem: 'it was changed while it was read',
    location,
  });
