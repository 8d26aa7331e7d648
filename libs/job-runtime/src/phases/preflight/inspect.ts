import type { ObjectInfo } from '@joblayer/object-store';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { InspectContext, InspectedFile, Inspection } from '@joblayer/tool-definition';
import { ioError } from '../../job/errors.ts';
import type { JobContext } from '../../job/job.ts';
import type { LocatedInput } from '../../job/located-input.ts';
import type { JobPlan } from '../../job/job-plan.ts';

const PIECE_BYTES = 1024 * 1024;

/** Where inputs were staged, but for those that are streamed. */
export interface StagedAt {
  /** The directory of staged inputs. */
  readonly directory: string;
  readonly streamed: ReadonlySet<ObjectInfo>;
}

/**
 * Has the definition look into its inputs, and logs what it warns of.
 *
 * @param staged where they are on this host's disk; without it they are read from where they are stored
 * @throws JobError `bad-data`, and what reading throws
 */
export async function inspect(
  { tool, params }: JobPlan,
  inputs: readonly LocatedInput[],
  job: JobContext,
  staged?: StagedAt,
): Promise<Required<Inspection>> {
  if (!tool.inspect) return { facts: {}, warnings: [] };
  const files = filesByName(inputs, (object, name) =>
    staged && !staged.streamed.has(object)
      ? readStaged(join(staged.directory, name))
      : readStored(object, job),
  );
  const context: InspectContext = {
    files: (name) => files.get(name) ?? [],
    params,
    isStaged: staged !== undefined,
  };
  const { facts = {}, warnings = [] } = await tool.inspect(context);
  // The second look sees the same.
  if (!staged) for (const message of warnings) job.emit({ type: 'warning', message });
  return { facts, warnings };
}

function filesByName(
  inputs: readonly LocatedInput[],
  read: (object: ObjectInfo, stagedName: string) => AsyncIterable<Buffer>,
): ReadonlyMap<string, readonly InspectedFile[]> {
  const file = (object: ObjectInfo, stagedName: string, name = stagedName): InspectedFile => ({
    name,
    location: object.location,
    sizeBytes: object.sizeBytes,
    read: () => read(object, stagedName),
  });
  const found = inputs.flatMap((input) =>
    input.items.flatMap((item) =>
      item.type === 'file'
        ? [
            { of: input.name, file: file(item.object, item.name) },
            ...item.companions.map(({ name, object, stagedName }) => ({
              of: name,
              file: file(object, stagedName),
            })),
          ]
        : item.objects.map((object) => {
            const { relativePath } = object;
            return {
              of: input.name,
              file: file(object, join(item.name, relativePath), relativePath),
            };
          }),
    ),
  );
  return new Map(
    [...Map.groupBy(found, ({ of }) => of)].map(([name, each]) => [
      name,
      each.map(({ file }) => file),
    ]),
  );
}

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
