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

/** The part of the free space that early files may use, as the size of all inputs is not known yet. */
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
  /** With their final formats if the known facts decide these. Otherwise the staged inputs decide. */
  readonly outputs: readonly PlannedOutput[];
  readonly facts: Readonly<Record<string, boolean>>;
  /** The objects that are streamed to the tool while it runs. */
  readonly streamed: ReadonlySet<ObjectInfo>;
  readonly identity: JobIdentity;
  readonly manifestBefore: ManifestBefore;
  readonly early: EarlyFetches;
}

/**
 * Finds every input. Before a byte moves it also checks that the outputs are not complete yet, that the disk has
 * enough space, and that the outputs can be written. One exception: the first files of a long directory are fetched
 * while the others are listed.
 *
 * @throws JobError `input-absent`, `access-denied`, `disk-full`, `cannot-write-output`, …
 * @throws AlreadyComplete if the same outputs exist and such jobs are skipped
 */
export async function preflight(context: PreflightContext): Promise<Located> {
  const { plan, scratch, job } = context;
  const { ifComplete = 'rerun', scratchDir } = plan.settings;
  const freeBytes = await freeForScratch(scratchDir);
  const early = new EarlyFetches(scratch.inputs, freeBytes * EARLY_PART_OF_FREE, job);
  try {
    const locating = locate(context, early, freeBytes);
    // A job whose outputs are complete must succeed even if it may not write them.
    if (ifComplete !== 'rerun') await locating;
    const [located] = await allInOrder([locating, tryOutputs(context)]);
    return located;
  } catch (error) {
    await early.stop();
    throw error;
  }
}

/** @param freeBytes the free space before anything was fetched */
async function locate(
  { plan, toolManifest, cache, job }: PreflightContext,
  early: EarlyFetches,
  freeBytes: number,
): Promise<Located> {
  const { settings, outputManifest } = plan;
  const [inputs, manifestBefore] = await allInOrder([
    locateInputs(plan.inputs, job.storeFor, ({ definition }, name, objects) => {
      // A complete job needs no inputs, and the host cache fetches its own: neither is fetched early.
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
