import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pLimit from 'p-limit';
import { totalBytes } from '../stores/total-bytes.ts';
import { allOrFirstFailure } from '../all-or-first-failure.ts';
import type { HostCache } from '../cache/host-cache.ts';
import type { EventSink } from '../events.ts';
import type { JobContext } from '../job.ts';
import { formatLocation } from '../location/location.ts';
import type { Scratch } from '../scratch/scratch.ts';
import type { ObjectInfo } from '../stores/object-store.ts';
import type { StagedDirectory, StagedFile } from '../tool/definition.ts';
import { stemOf } from '../tool/names.ts';
import { objectsOf, type LocatedInput, type LocatedItem } from './located-input.ts';
import { TransferProgress } from './progress.ts';

/** Files under way at once: each holds a file descriptor. Requests have a limit of their own in the store. */
const FILES_AT_ONCE = 64;

type StagedItem = StagedFile | StagedDirectory;

/** The inputs as the command sees them: the shapes that CommandContext promises, by the input's name. */
export type StagedInputs = Readonly<Record<string, StagedItem | readonly StagedItem[]>>;

/**
 * Brings every input into the scratch directory, under its own name. When one fails the others are stopped.
 *
 * @throws JobError `bad-data`, `transient`, `disk-full`, …
 */
export async function stageIn(
  inputs: readonly LocatedInput[],
  scratch: Scratch,
  { storeFor, emit, signal }: JobContext,
  cache: HostCache,
): Promise<StagedInputs> {
  const limit = pLimit(FILES_AT_ONCE);
  const objects = inputs.flatMap((input) => input.items.flatMap(objectsOf));
  const progress = new TransferProgress('stage-in', objects, emit);

  const sizeOnly: ObjectInfo[] = [];
  const fetch = (object: ObjectInfo, target: string, signal: AbortSignal) =>
    limit(async () => {
      signal.throwIfAborted();
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
    for (const directory of new Set(files.map((file) => dirname(join(path, file))))) {
      await mkdir(directory, { recursive: true });
    }
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
    return Object.fromEntries(
      [...byInput].map(([{ name, definition }, items]) => {
        const all = items.map((item) => item.staged);
        return [name, definition.kind === 'files' ? all : (all[0] as StagedItem)];
      }),
    );
  } finally {
    progress.stop();
  }
}

/** What was damaged before it was stored, or in storage, would not show. */
function warnOfSizeOnly([first, ...others]: readonly ObjectInfo[], emit: EventSink): void {
  if (!first) return;
  const which =
    formatLocation(first.location) + (others.length > 0 ? ` and ${others.length} more` : '');
  const message = `no checksum is kept of ${which}: nothing but the size could be checked`;
  emit({ type: 'warning', message });
}
