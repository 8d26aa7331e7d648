import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pLimit from 'p-limit';
import { totalBytes } from '../stores/total-bytes.ts';
import { allOrFirstFailure } from '../all-or-first-failure.ts';
import type { JobContext } from '../job.ts';
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
): Promise<StagedInputs> {
  const limit = pLimit(FILES_AT_ONCE);
  const objects = inputs.flatMap((input) => input.items.flatMap(objectsOf));
  const progress = new TransferProgress('stage-in', objects, emit);

  const fetch = (object: ObjectInfo, target: string, signal: AbortSignal) =>
    limit(async () => {
      signal.throwIfAborted();
      const store = await storeFor(object.location);
      return store.fetch(object, target, { onBytes: progress.add, signal });
    });

  const stageFile = async (
    input: LocatedInput,
    { name, object }: LocatedItem & { type: 'file' },
    signal: AbortSignal,
  ): Promise<StagedFile> => {
    const path = join(scratch.inputs, name);
    const how = await fetch(object, path, signal);
    const { location, sizeBytes } = object;
    emit({ type: 'input-staged', input: input.name, location, sizeBytes, how });
    return { type: 'file', path, name, stem: stemOf(name, input.definition.suffixes) };
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
    const [how = 'linked'] = await allOrFirstFailure(
      signal,
      objects.map((object) => (each) => fetch(object, join(path, object.relativePath), each)),
    );
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
