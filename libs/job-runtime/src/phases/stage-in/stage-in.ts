import { allOrFirstFailure, totalBytes } from '@joblayer/object-store';
import { type StagedDirectory, type StagedFile, stemOf } from '@joblayer/tool-definition';
import { join } from 'node:path';
import pLimit from 'p-limit';
import {
  allObjectsOf,
  filesOf,
  type LocatedInput,
  type LocatedItem,
  stagedPathOf,
} from '../../job/located-input.ts';
import { TransferProgress } from '../../log/progress.ts';
import type { InputStream } from '../../streams/input-streams.ts';
import { warnOfSizeOnly } from '../../streams/warn-of-size-only.ts';
import { FILES_AT_ONCE, makeDirectoriesOf } from '../preflight/staged-files.ts';
import { stageObject, type StagedObject, type Staging, type Transfers } from './stage-object.ts';

export type StagedItem = StagedFile | StagedDirectory;

/** The inputs as the command sees them, by the input's name, in the shapes of CommandContext. */
export type StagedInputs = Readonly<Record<string, StagedItem | readonly StagedItem[]>>;

export interface Staged {
  readonly inputs: StagedInputs;
  /** The inputs that are streamed to the tool while it runs. */
  readonly streams: readonly InputStream[];
}

/**
 * Brings every input into the scratch directory under its own name. A streamed input gets a FIFO there. If one fails,
 * the others are stopped.
 *
 * @throws JobError `bad-data`, `transient`, `disk-full`, …
 */
export async function stageIn(staging: Staging): Promise<Staged> {
  const { inputs, streamed, early } = staging.found;
  const { signal, emit } = staging.job;
  const fetched = allObjectsOf(inputs).filter((object) => !streamed.has(object));
  const progress = new TransferProgress('stage-in', fetched, emit);
  const transfers = { ...staging, limit: pLimit(FILES_AT_ONCE), onBytes: progress.add };
  const tasks = inputs.flatMap((input) =>
    input.items.map((item) => (each: AbortSignal) => stageItem(input, item, transfers, each)),
  );
  try {
    const items = await allOrFirstFailure(signal, tasks);
    const objects = items.flatMap((item) => item.objects);
    const sizeOnly = objects.filter((object) => object.sizeOnly);
    warnOfSizeOnly(
      sizeOnly.map(({ object }) => object),
      emit,
    );
    return { inputs: byInput(items), streams: objects.filter(({ how }) => how === 'streamed') };
  } finally {
    progress.stop();
    await early.stop();
  }
}

/** A file or directory of an input that is in the scratch directory. */
interface ItemStaged {
  readonly input: LocatedInput;
  readonly item: StagedItem;
  readonly objects: readonly StagedObject[];
}

const stageItem = (
  input: LocatedInput,
  item: LocatedItem,
  transfers: Transfers,
  signal: AbortSignal,
): Promise<ItemStaged> =>
  item.type === 'file'
    ? stageFile(input, item, transfers, signal)
    : stageDirectory(input, item, transfers, signal);

async function stageFile(
  input: LocatedInput,
  item: LocatedItem & { type: 'file' },
  transfers: Transfers,
  signal: AbortSignal,
): Promise<ItemStaged> {
  const files = filesOf(input.name, item);
  await makeDirectoriesOf(
    files.map(({ stagedPath }) => join(transfers.scratch.inputs, stagedPath)),
  );
  const objects = await allOrFirstFailure(
    signal,
    files.map((file) => async (each) => {
      const staged = await stageObject(file, transfers, each);
      const { location, sizeBytes } = staged.object;
      const { input, how } = staged;
      // A streamed input is not read yet: the run phase reports it.
      if (how !== 'streamed')
        transfers.job.emit({ type: 'input-staged', input, location, sizeBytes, how });
      return staged;
    }),
  );
  const { name, directory } = item;
  const path = join(transfers.scratch.inputs, stagedPathOf(item));
  const stem = stemOf(name, input.definition.suffixes);
  const [, ...beside] = objects;
  const secondaryFiles = Object.fromEntries(beside.map(({ input, path }) => [input, path]));
  const staged = { type: 'file' as const, path, name, stem, secondaryFiles };
  return { input, item: { ...staged, ...(directory !== undefined && { directory }) }, objects };
}

async function stageDirectory(
  input: LocatedInput,
  item: LocatedItem & { type: 'directory' },
  transfers: Transfers,
  signal: AbortSignal,
): Promise<ItemStaged> {
  const { name, location } = item;
  const { scratch, job } = transfers;
  const files = filesOf(input.name, item);
  await makeDirectoriesOf(files.map(({ stagedPath }) => join(scratch.inputs, stagedPath)));
  const objects = await allOrFirstFailure(
    signal,
    files.map((file) => (each) => stageObject(file, transfers, each)),
  );
  const isDownloaded = objects.some(({ how }) => how === 'downloaded');
  const how = isDownloaded ? 'downloaded' : (objects[0]?.how ?? 'linked');
  const sizeBytes = totalBytes(item.objects);
  job.emit({ type: 'input-staged', input: input.name, location, sizeBytes, how });
  const paths = files.map((file) => file.name);
  const path = join(scratch.inputs, stagedPathOf(item));
  return { input, item: { type: 'directory', path, name, stem: name, files: paths }, objects };
}

function byInput(staged: readonly ItemStaged[]): StagedInputs {
  const byName = [...Map.groupBy(staged, ({ input }) => input)].map(
    ([{ name, definition }, each]) => {
      const items = each.map(({ item }) => item);
      return [name, definition.kind === 'files' ? items : (items[0] as StagedItem)] as const;
    },
  );
  return Object.fromEntries(byName);
}
