import type { ObjectInfo } from '@joblayer/object-store';
import type { ToolManifest } from '@joblayer/tool-manifest';
import type { HostCache } from '../../cache/host-cache.ts';
import { allInOrder } from '../../job/all-in-order.ts';
import type { PlannedOutput } from '../../job/job-plan.ts';
import type { LocatedInput } from '../../job/located-input.ts';
import { jobIdentity, type JobIdentity } from '../../publish/output-manifest.ts';
import { findManifest, type ManifestBefore } from '../../publish/published-set.ts';
import type { Scratch } from '../../scratch/scratch.ts';
import { chooseOutputs } from './choose-outputs.ts';
import { checkDisk, freeForScratch } from './disk.ts';
import { EarlyFetches } from './early-fetches.ts';
import { inspect } from './inspect.ts';
import { isToBeKept, objectsToKeep } from './kept-inputs.ts';
import { locateInputs } from './locate-inputs.ts';
import { rejectAliases } from './reject-aliases.ts';
import { streamedObjects } from './streamed-objects.ts';
import { tryOutputs, type TryContext } from './try-outputs.ts';
import { rejectComplete } from './whether-complete.ts';

/** Of the free space, for files that are fetched before it is known how much all of them take. */
const EARLY_PART_OF_FREE = 0.5;

/** What preflight works with. */
export interface PreflightContext extends TryContext {
  readonly toolManifest: ToolManifest;
  readonly scratch: Scratch;
  readonly cache: HostCache;
}

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
export async function preflight(context: PreflightContext): Promise<Located> {
  const { plan, scratch, job } = context;
  const { ifComplete = 'rerun', scratchDir } = plan.settings;
  const freeBytes = await freeForScratch(scratchDir);
  const early = new EarlyFetches(scratch.inputs, freeBytes * EARLY_PART_OF_FREE, job);
  try {
    const locating = locate(context, early, freeBytes);
    // A job that finds its outputs complete is not asked to be able to write them.
    if (ifComplete !== 'rerun') await locating;
    const [located] = await allInOrder([locating, tryOutputs(context)]);
    return located;
  } catch (error) {
    await early.stop();
    throw error;
  }
}

/** @param freeBytes before anything was fetched */
async function locate(
  { plan, toolManifest, cache, job }: PreflightContext,
  early: EarlyFetches,
  freeBytes: number,
): Promise<Located> {
  const { settings, outputManifest } = plan;
  const [inputs, manifestBefore] = await allInOrder([
    locateInputs(plan.inputs, job.storeFor, ({ definition }, name, objects) => {
      // What a complete job would not need is not fetched, nor what the host cache is to get.
      const isNeeded = (settings.ifComplete ?? 'rerun') === 'rerun';
      if (isNeeded && !isToBeKept(definition, settings)) early.begin(name, objects);
    }),
    findManifest(outputManifest, job.storeFor),
  ]);
  const facts = await inspect(plan, inputs, job);
  const outputs = chooseOutputs(plan.outputs, facts, job.emit);
  await rejectAliases(outputs, inputs);
  const identity = jobIdentity(plan, toolManifest, inputs, job.redactAll);
  await rejectComplete({ ...plan, outputs }, identity, manifestBefore, job);
  await cache.lease(objectsToKeep(inputs, settings));
  const streamed = streamedObjects(inputs, plan, cache);
  await checkDisk({ plan, inputs, streamed, cache, freeBytes }, job.emit);
  return { inputs, outputs, facts, streamed, identity, manifestBefore, early };
}
