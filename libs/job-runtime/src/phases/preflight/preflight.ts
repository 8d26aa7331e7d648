import { totalBytes, type ObjectInfo, type StoreFor } from '@joblayer/object-store';
import { formatLocation } from '@joblayer/object-store/location';
import type { ToolManifest } from '@joblayer/tool-manifest';
import { type InputDefinition, scratchBytes } from '@joblayer/tool-definition';
import { allInOrder } from '../../job/all-in-order.ts';
import type { HostCache } from '../../cache/host-cache.ts';
import { JobError } from '../../job/errors.ts';
import type { EventSink } from '../../job/events.ts';
import type { JobContext, JobSettings } from '../../job/job.ts';
import { freeBytes } from '../../host/disk.ts';
import { scratchError, type Scratch } from '../../scratch/scratch.ts';
import { AlreadyComplete } from '../../job/already-complete.ts';
import { chooseOutputs } from './choose-outputs.ts';
import { EarlyFetches } from './early-fetches.ts';
import { inspect } from './inspect.ts';
import { locateInputs } from './locate-inputs.ts';
import { objectsOf, type LocatedInput } from '../../job/located-input.ts';
import { jobIdentity, type JobIdentity } from '../../publish/output-manifest.ts';
import { rejectAliases } from './reject-aliases.ts';
import { differenceFrom, findManifest, type ManifestBefore } from '../../publish/published-set.ts';
import { tryConditionalWrites, type ProbeContext } from './try-conditional-writes.ts';
import { streamedObjects } from './streamed-objects.ts';
import type { JobPlan, PlannedOutput } from '../../job/job-plan.ts';

const MIB = 1024 * 1024;
/** Of the free space, for files that are fetched before it is known how much all of them take. */
const EARLY_PART_OF_FREE = 0.5;

/** What preflight found. */
export interface Located {
  readonly inputs: readonly LocatedInput[];
  /** As far as the facts decide on them; the others are decided on once the inputs are staged. */
  readonly outputs: readonly PlannedOutput[];
  readonly facts: Readonly<Record<string, boolean>>;
  /** Those of their objects that are fed to the tool while it runs. */
  readonly streamed: ReadonlySet<ObjectInfo>;
  readonly identity: JobIdentity;
  readonly manifestBefore: ManifestBefore;
  readonly early: EarlyFetches;
}

/**
 * Finds every input, and finds out before a byte moves whether the job is still to be done, the disk has room and
 * the outputs can be written. Only of a long directory the first files are fetched while the others are listed.
 *
 * @throws JobError `input-absent`, `access-denied`, `disk-full`, `cannot-write-output`, …
 * @throws AlreadyComplete where the same outputs are there and such jobs are to be skipped
 */
export async function preflight(
  plan: JobPlan,
  toolManifest: ToolManifest,
  scratch: Scratch,
  job: JobContext & ProbeContext,
  cache: HostCache,
): Promise<Located> {
  const { ifComplete = 'rerun', scratchDir } = plan.settings;
  const free = await attempt(scratchDir, () => freeBytes(scratchDir));
  const early = new EarlyFetches(scratch.inputs, free * EARLY_PART_OF_FREE, job);
  try {
    const located = locate(plan, toolManifest, free, early, job, cache);
    // A job that finds its outputs complete is not asked to be able to write them.
    if (ifComplete !== 'rerun') await located;
    return (
      await allInOrder([
        located,
        tryOutputs(plan.outputs, job.storeFor).then(() => tryConditionalWrites(plan, job)),
      ])
    )[0];
  } catch (error) {
    await early.stop();
    throw error;
  }
}

async function locate(
  plan: JobPlan,
  toolManifest: ToolManifest,
  free: number,
  early: EarlyFetches,
  job: JobContext,
  cache: HostCache,
): Promise<Located> {
  const { storeFor, emit } = job;
  const [inputs, manifestBefore] = await allInOrder([
    locateInputs(plan.inputs, storeFor, ({ definition }, name, objects) => {
      if (mayComeEarly(definition, plan.settings)) early.begin(name, objects);
    }),
    findManifest(plan.outputManifest, storeFor),
  ]);
  const { facts } = await inspect(plan, inputs, job);
  const outputs = chooseOutputs(plan.outputs, facts, emit);
  await rejectAliases(outputs, inputs);
  const identity = jobIdentity(plan, toolManifest, inputs, job.redactAll);
  await checkWhetherComplete({ ...plan, outputs }, identity, manifestBefore, job);
  await cache.lease(inputs.flatMap((input) => objectsToKeep(input, plan.settings)));
  const streamed = streamedObjects(inputs, plan, cache);
  await checkDisk(plan, inputs, streamed, free, cache, emit);
  return { inputs, outputs, facts, streamed, identity, manifestBefore, early };
}

/** What is kept in the host cache is not to be fetched past it, nor anything that a complete job would not need. */
const mayComeEarly = (definition: InputDefinition, settings: JobSettings): boolean =>
  (settings.ifComplete ?? 'rerun') === 'rerun' && !isToBeKept(definition, settings);

async function tryOutputs(outputs: readonly PlannedOutput[], storeFor: StoreFor): Promise<void> {
  await allInOrder(
    outputs
      .flatMap(({ location, alternatives }) => [
        location,
        ...alternatives.flatMap((other) => other.location ?? []),
      ])
      .map(async (location) => (await storeFor(location)).probeWrite(location)),
  );
}

async function checkWhetherComplete(
  plan: JobPlan,
  identity: JobIdentity,
  { isKnown, object }: ManifestBefore,
  job: JobContext,
): Promise<void> {
  const { outputManifest: location, settings } = plan;
  const { ifComplete = 'rerun' } = settings;
  if (ifComplete === 'rerun' || (isKnown && !object)) return;
  const because = isKnown
    ? await differenceFrom(plan, identity, job)
    : 'whether an output manifest is there may not be looked up (s3:GetObject, s3:ListBucket)';
  if (because !== undefined) {
    job.emit({ type: 'not-skipped', location, because });
    return;
  }
  if (ifComplete === 'skip') throw new AlreadyComplete(location, false);
  throw new JobError({
    code: 'cannot-write-output',
    kind: 'already-exists',
    problem: 'the same outputs are there already, complete',
    advice:
      'Use them, give another location, or say --if-complete skip (to succeed) or rerun (to make them again).',
    location,
  });
}

/** The objects of an input that belong into the host cache. A mounted disk is as near as that is. */
function objectsToKeep(
  { definition, items }: LocatedInput,
  settings: JobSettings,
): readonly ObjectInfo[] {
  if (!isToBeKept(definition, settings)) return [];
  return items.flatMap(objectsOf).filter(({ location }) => location.scheme !== 'file');
}

const isToBeKept = ({ reference }: InputDefinition, { hostCache }: JobSettings): boolean =>
  hostCache !== undefined && (hostCache.inputs !== 'references' || reference === true);

/** @param free bytes, before anything was fetched */
async function checkDisk(
  { settings, tool }: JobPlan,
  inputs: readonly LocatedInput[],
  streamed: ReadonlySet<ObjectInfo>,
  free: number,
  cache: HostCache,
  emit: EventSink,
): Promise<void> {
  const { scratchDir } = settings;
  const objects = inputs.flatMap((input) => input.items.flatMap(objectsOf));
  const inputBytes = totalBytes(objects);
  const toStage = objects.filter((object) => !streamed.has(object));
  const stagedBytes = await attempt(scratchDir, () => bytesToStage(toStage, scratchDir, cache));
  const neededBytes = stagedBytes + scratchBytes(tool.resources.scratch, inputBytes);
  emit({
    type: 'preflight-done',
    inputBytes,
    inputFiles: objects.length,
    neededBytes,
    freeBytes: free,
    scratch: scratchDir,
  });
  if (free >= neededBytes) return;
  const needed = Math.ceil(neededBytes / MIB);
  throw new JobError({
    code: 'disk-full',
    problem: `the scratch disk has ${Math.floor(free / MIB)} MiB free, and the job needs about ${needed} MiB (${inputNames(inputs)}, and room for the tool)`,
    advice: 'Free space, or give a directory on a larger disk with --scratch-dir.',
    location: { scheme: 'file', path: scratchDir },
  });
}

async function attempt<T>(scratchDir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw scratchError(error, scratchDir);
  }
}

/** What takes room on the scratch disk. Local files are linked, and so is what is in the host cache. */
async function bytesToStage(
  objects: readonly ObjectInfo[],
  scratchDir: string,
  cache: HostCache,
): Promise<number> {
  const onOneDisk = await cache.sharesDiskWith(scratchDir);
  const takesRoom = (object: ObjectInfo): boolean => {
    if (object.location.scheme === 'file') return false;
    const state = cache.state(object);
    return state === 'not-kept' || (state === 'absent' && onOneDisk);
  };
  return totalBytes(objects.filter(takesRoom));
}

/** The inputs that take the room, so that the message says whose they are. */
function inputNames(inputs: readonly LocatedInput[]): string {
  return inputs
    .flatMap(({ items }) => items)
    .map((item) => formatLocation(item.type === 'file' ? item.object.location : item.location))
    .join(', ');
}
