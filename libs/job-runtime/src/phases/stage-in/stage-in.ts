import { totalBytes, allOrFirstFailure, type ObjectInfo } from '@joblayer/object-store';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { type StagedDirectory, type StagedFile, stemOf } from '@joblayer/tool-definition';
import type { HostCache } from '../../cache/host-cache.ts';
import type { JobContext } from '../../job/job.ts';
import { ioError, JobError } from '../../job/errors.ts';
import type { Scratch } from '../../scratch/scratch.ts';
import { objectsOf, type LocatedInput, type LocatedItem } from '../../job/located-input.ts';
import { makeFifo } from '../../streams/fifo.ts';
import type { InputStream } from '../../streams/input-streams.ts';
import type { Located } from '../preflight/preflight.ts';
import { TransferProgress } from '../../log/progress.ts';
import { FILES_AT_ONCE, makeDirectoriesOf } from '../preflight/staged-files.ts';
import { warnOfSizeOnly } from '../../streams/warn-of-size-only.ts';

type StagedItem = StagedFile | StagedDirectory;

/** The inputs as the command sees them: the shapes that CommandContext promises, by the input's name. */
export type StagedInputs = Readonly<Record<string, StagedItem | readonly StagedItem[]>>;

export interface Staged {
  readonly inputs: StagedInputs;
  /** To be fed to the tool while it runs. */
  readonly streams: readonly InputStream[];
}

/**
 * Brings every input into the scratch directory, under its own name; of one that is streamed, a FIFO. When one fails
 * the others are stopped.
 *
 * @throws JobError `bad-data`, `transient`, `disk-full`, …
 */
export async function stageIn(
  { inputs, streamed, early }: Pick<Located, 'inputs' | 'streamed' | 'early'>,
  scratch: Scratch,
  { storeFor, emit, signal }: JobContext,
  cache: HostCache,
): Promise<Staged> {
  const limit = pLimit(FILES_AT_ONCE);
  const objects = inputs
    .flatMap((input) => input.items.flatMap(objectsOf))
    .filter((object) => !streamed.has(object));
  const progress = new TransferProgress('stage-in', objects, emit);

  const streams: InputStream[] = [];
  const sizeOnly: ObjectInfo[] = [];
  const fetch = (object: ObjectInfo, target: string, signal: AbortSignal) =>
    limit(async () => {
      signal.throwIfAborted();
      const fetched = await early.file(object, signal);
      if (fetched) {
        progress.add(object.sizeBytes);
        if (fetched.sizeOnly) sizeOnly.push(object);
        return 'downloaded';
      }
      const store = await storeFor(object.location);
      const onSizeOnly = () => sizeOnly.push(object);
      return cache.fetch(object, target, store, { onBytes: progress.add, onSizeOnly, signal });
    });

  const stageFile = async (
    input: LocatedInput,
    { name, object, companions }: LocatedItem & { type: 'file' },
    signal: AbortSignal,
  ): Promise<StagedFile> => {
    const stage = async (input: string, object: ObjectInfo, path: string, each: AbortSignal) => {
      if (streamed.has(object)) {
        await prepareFifo(path);
        streams.push({ input, object, path });
        return;
      }
      const how = await fetch(object, path, each);
      const { location, sizeBytes } = object;
      emit({ type: 'input-staged', input, location, sizeBytes, how });
    };
    const path = join(scratch.inputs, name);
    const beside = companions.map((companion) => ({
      ...companion,
      path: join(scratch.inputs, companion.stagedName),
    }));
    await allOrFirstFailure(signal, [
      (each) => stage(input.name, object, path, each),
      ...beside.map(
        ({ name, object, path }) =>
          (each: AbortSignal) =>
            stage(name, object, path, each),
      ),
    ]);
    const stem = stemOf(name, input.definition.suffixes);
    const paths = Object.fromEntries(beside.map(({ name, path }) => [name, path]));
    return { type: 'file', path, name, stem, companions: paths };
  };

  const stageDirectory = async (
    input: LocatedInput,
    { name, location, objects }: LocatedItem & { type: 'directory' },
    signal: AbortSignal,
  ): Promise<StagedDirectory> => {
    const path = join(scratch.inputs, name);
    const files = objects.map((object) => object.relativePath);
    await makeDirectoriesOf(files.map((file) => join(path, file)));
    const ways = await allOrFirstFailure(
      signal,
      objects.map((object) => (each) => fetch(object, join(path, object.relativePath), each)),
    );
    const how = ways.includes('downloaded') ? 'downloaded' : (ways[0] ?? 'linked');
    const sizeBytes = totalBytes(objects);
    emit({ type: 'input-staged', input: input.name, location, sizeBytes, how });
    return { type: 'directory', path, name, stem: name, files };
  };

  const tasks = inputs.flatMap((input) =>
    input.items.map((item) => async (signal: AbortSignal) => ({
      input,
      staged: await (item.type === 'file'
        ? stageFile(input, item, signal)
        : stageDirectory(input, item, signal)),
    })),
  );
  try {
    const staged = await allOrFirstFailure<{ input: LocatedInput; staged: StagedItem }>(
      signal,
      tasks,
    );
    warnOfSizeOnly(sizeOnly, emit);
    const byInput = Map.groupBy(staged, ({ input }) => input);
    const byName = [...byInput].map(([{ name, definition }, items]) => {
      const all = items.map((item) => item.staged);
      return [name, definition.kind === 'files' ? all : (all[0] as StagedItem)] as const;
    });
    return { inputs: Object.fromEntries(byName), streams };
  } finally {
    progress.stop();
    await early.stop();
  }
}

async function prepareFifo(path: string): Promise<void> {
  try {
    await makeFifo(path);
  } catch (error) {
    const { facts } = ioError(error, { scheme: 'file', path });
    const problem = `no FIFO can be made there for an input to be streamed: ${facts.problem}`;
    const advice = 'Stage the inputs with --no-stream, or give another --scratch-dir.';
    throw new JobError({ ...facts, code: 'local-io', problem, advice }, error);
  }
}
