import type { ObjectInfo } from '@joblayer/object-store';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { InspectContext, InspectedFile } from '@joblayer/tool-definition';
import { ioError } from '../../job/errors.ts';
import type { JobContext } from '../../job/job.ts';
import { filesOf, type LocatedFile, type LocatedInput } from '../../job/located-input.ts';
import type { JobPlan } from '../../job/job-plan.ts';

const PIECE_BYTES = 1024 * 1024;

/** Where inputs were staged. Streamed inputs are not there. */
export interface StagedAt {
  /** The directory of staged inputs. */
  readonly directory: string;
  readonly streamed: ReadonlySet<ObjectInfo>;
}

/**
 * Lets the definition read its inputs, logs its warnings, and returns the facts that it finds.
 *
 * @param staged where the inputs are on this host's disk; without it they are read from their stores
 * @throws JobError `bad-data`, and what reading throws
 */
export async function inspect(
  { tool, params }: JobPlan,
  inputs: readonly LocatedInput[],
  job: JobContext,
  staged?: StagedAt,
): Promise<Readonly<Record<string, boolean>>> {
  if (!tool.inspect) return {};
  const files = inputs.flatMap(({ name, items }) => items.flatMap((item) => filesOf(name, item)));
  const byInput = Map.groupBy(files, ({ input }) => input);
  const read = ({ object, stagedPath }: LocatedFile) =>
    staged && !staged.streamed.has(object)
      ? readStaged(join(staged.directory, stagedPath))
      : readStored(object, job);
  const context: InspectContext = {
    files: (name) => (byInput.get(name) ?? []).map((file) => inspected(file, read)),
    params,
    isStaged: staged !== undefined,
  };
  const { facts = {}, warnings = [] } = await tool.inspect(context);
  // The second inspection would log the same warnings again.
  if (!staged) for (const message of warnings) job.emit({ type: 'warning', message });
  return facts;
}

const inspected = (
  file: LocatedFile,
  read: (file: LocatedFile) => AsyncIterable<Buffer>,
): InspectedFile => ({
  name: file.name,
  location: file.object.location,
  sizeBytes: file.object.sizeBytes,
  read: () => read(file),
});

async function* readStored(object: ObjectInfo, { storeFor, signal }: JobContext) {
  const store = await storeFor(object.location);
  yield* store.stream(object, { signal, onBytes: () => undefined });
}

async function* readStaged(path: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(path, { highWaterMark: PIECE_BYTES }) as AsyncIterable<Buffer>;
  } catch (error) {
    throw ioError(error, { scheme: 'file', path });
  }
}
