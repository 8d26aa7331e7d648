import { totalBytes, type ObjectInfo } from '@joblayer/object-store';
import { formatLocation } from '@joblayer/object-store/location';
import { scratchBytes } from '@joblayer/tool-definition';
import type { HostCache } from '../../cache/host-cache.ts';
import { freeBytes } from '../../host/disk.ts';
import { JobError } from '../../job/errors.ts';
import type { EventSink } from '../../job/events.ts';
import type { JobPlan } from '../../job/job-plan.ts';
import { allObjectsOf, type LocatedInput } from '../../job/located-input.ts';
import { scratchError } from '../../scratch/scratch.ts';

const MIB = 1024 * 1024;

/** What takes space on the scratch disk, and how much is free. */
interface DiskUse {
  readonly plan: JobPlan;
  readonly inputs: readonly LocatedInput[];
  readonly streamed: ReadonlySet<ObjectInfo>;
  readonly cache: HostCache;
  readonly freeBytes: number;
}

/** @throws JobError if the directory cannot be used */
export const freeForScratch = (scratchDir: string): Promise<number> =>
  freeBytes(scratchDir).catch((error: unknown) => {
    throw scratchError(error, scratchDir);
  });

/** @throws JobError `disk-full` if the inputs and the tool need more than is free */
export async function checkDisk(use: DiskUse, emit: EventSink): Promise<void> {
  const { plan, inputs, freeBytes } = use;
  const { scratchDir: scratch } = plan.settings;
  const objects = allObjectsOf(inputs);
  const [inputBytes, inputFiles] = [totalBytes(objects), objects.length];
  const stagedBytes = await bytesToStage(objects, use).catch((error: unknown) => {
    throw scratchError(error, scratch);
  });
  const neededBytes = stagedBytes + scratchBytes(plan.tool.resources.scratch, inputBytes);
  emit({ type: 'preflight-done', inputBytes, inputFiles, neededBytes, freeBytes, scratch });
  if (freeBytes >= neededBytes) return;
  const [free, needed] = [Math.floor(freeBytes / MIB), Math.ceil(neededBytes / MIB)];
  throw new JobError({
    code: 'disk-full',
    problem: `the scratch disk has ${free} MiB free, and the job needs about ${needed} MiB (${inputNames(inputs)}, and space for the tool)`,
    advice: 'Free space, or give a directory on a larger disk with --scratch-dir.',
    location: { scheme: 'file', path: scratch },
  });
}

/**
 * Bytes that staging writes to the scratch disk. Local files and files in the host cache are linked, and streamed
 * files are not stored: they take no space.
 */
async function bytesToStage(
  objects: readonly ObjectInfo[],
  { plan, streamed, cache }: DiskUse,
): Promise<number> {
  const onOneDisk = await cache.sharesDiskWith(plan.settings.scratchDir);
  const takesSpace = (object: ObjectInfo): boolean => {
    if (object.location.scheme === 'file' || streamed.has(object)) return false;
    const state = cache.state(object);
    return state === 'not-kept' || (state === 'absent' && onOneDisk);
  };
  return totalBytes(objects.filter(takesSpace));
}

/** The inputs that take the space, for the message. */
const inputNames = (inputs: readonly LocatedInput[]): string =>
  inputs
    .flatMap(({ items }) => items)
    .map((item) => formatLocation(item.type === 'file' ? item.object.location : item.location))
    .join(', ');
