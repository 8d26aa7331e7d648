import { join } from 'node:path';
import type { LimitFunction } from 'p-limit';
import type { HostCache } from '../../cache/host-cache.ts';
import { ioError, JobError } from '../../job/errors.ts';
import type { JobContext } from '../../job/job.ts';
import type { LocatedFile } from '../../job/located-input.ts';
import type { Scratch } from '../../scratch/scratch.ts';
import { makeFifo } from '../../streams/fifo.ts';
import type { InputStream } from '../../streams/input-streams.ts';
import type { Located } from '../preflight/preflight.ts';

/** What is staged, from where and to where. */
export interface Staging {
  readonly found: Located;
  readonly scratch: Scratch;
  readonly cache: HostCache;
  readonly job: JobContext;
}

/** The same, and what all transfers share. */
export interface Transfers extends Staging {
  readonly limit: LimitFunction;
  readonly onBytes: (delta: number) => void;
}

/** An object in the scratch directory, or the FIFO there that it is streamed to. */
export interface StagedObject extends InputStream {
  readonly how: 'downloaded' | 'cached' | 'linked' | 'streamed';
  /** Whether only its size could be compared, for lack of a checksum. */
  readonly sizeOnly: boolean;
}

/** @throws JobError as the store does; `local-io` if no FIFO can be made */
export async function stageObject(
  { input, object, stagedPath }: LocatedFile,
  transfers: Transfers,
  signal: AbortSignal,
): Promise<StagedObject> {
  const staged = { input, object, path: join(transfers.scratch.inputs, stagedPath) };
  if (transfers.found.streamed.has(object)) {
    await prepareFifo(staged.path);
    return { ...staged, how: 'streamed', sizeOnly: false };
  }
  return transfers.limit(async () => ({
    ...staged,
    ...(await fetchObject(staged, transfers, signal)),
  }));
}

async function fetchObject(
  { object, path }: InputStream,
  { found, cache, job, onBytes }: Transfers,
  signal: AbortSignal,
): Promise<Pick<StagedObject, 'how' | 'sizeOnly'>> {
  signal.throwIfAborted();
  const early = await found.early.file(object, signal);
  if (early) {
    onBytes(object.sizeBytes);
    return { how: 'downloaded', sizeOnly: early.sizeOnly };
  }
  let sizeOnly = false;
  const onSizeOnly = () => void (sizeOnly = true);
  const store = await job.storeFor(object.location);
  const how = await cache.fetch(object, path, store, { onBytes, onSizeOnly, signal });
  return { how, sizeOnly };
}

async function prepareFifo(path: string): Promise<void> {
  try {
    await makeFifo(path);
  } catch (error) {
    const { facts } = ioError(error, { scheme: 'file', path });
    const problem = `the FIFO for a streamed input cannot be made: ${facts.problem}`;
    const advice = 'Stage the inputs with --no-stream, or give another --scratch-dir.';
    throw new JobError({ ...facts, code: 'local-io', problem, advice }, error);
  }
}
