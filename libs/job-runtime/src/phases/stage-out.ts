import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import pLimit from 'p-limit';
import { totalBytes } from '../stores/total-bytes.ts';
import { allOrFirstFailure } from '../all-or-first-failure.ts';
import { JobError } from '../errors.ts';
import type { EventSink } from '../events.ts';
import type { JobContext } from '../job.ts';
import { childOf, type Location } from '../location/location.ts';
import type { JobJournal } from '../scratch/job-journal.ts';
import type { Scratch } from '../scratch/scratch.ts';
import type { MarkedObject, PendingWrite, PublishedObject } from '../stores/object-store.ts';
import type { CapturedOutputs } from '../streams/captured-outputs.ts';
import { AlreadyComplete } from './already-complete.ts';
import { Claim } from './claim.ts';
import type { JobPlan, PlannedOutput } from './plan.ts';
import type { Located } from './preflight.ts';
import { TransferProgress } from './progress.ts';
import { differenceFrom, findManifest, isSameManifest } from './published-set.ts';

const FILES_AT_ONCE = 4;
/** The store bounds the memory and the requests that they take. */
const COMMITS_AT_ONCE = 64;

/** A file of an output, in scratch and where it goes. */
interface OutputFile {
  readonly output: PlannedOutput;
  readonly path: string;
  readonly location: Location;
  readonly sizeBytes: number;
  /** Where it was uploaded while the tool wrote it. */
  readonly write?: PendingWrite;
}

/** An output as it was published: one object, or those of a directory. */
export interface PublishedOutput {
  readonly name: string;
  readonly location: Location;
  readonly objects: readonly PublishedObject[];
}

/** What a set of outputs is published under. */
export interface Publishing {
  readonly plan: JobPlan;
  readonly attempt: string;
  readonly scratch: Scratch;
  readonly journal: JobJournal;
  readonly found: Located;
  readonly captured: CapturedOutputs;
  /** Prepares the output manifest of what was published. */
  readonly writeManifest: (outputs: readonly PublishedOutput[]) => Promise<PendingWrite>;
}

/**
 * Publishes all outputs, or none. First everything is transferred without becoming visible. Then, with the claim
 * to this place, it is made visible, and the output manifest written, which means complete. Whatever fails or
 * stops the job before that takes back all that was published.
 *
 * @throws AlreadyComplete where another attempt has published the same meanwhile
 */
export async function stageOut(
  publishing: Publishing,
  paths: Readonly<Record<string, string>>,
  job: JobContext,
): Promise<void> {
  const { plan, attempt, scratch, journal, captured } = publishing;
  const files = await filesOf(plan.outputs, paths, captured);
  const publication = new Publication(job);
  const progress = new TransferProgress(
    'stage-out',
    files.filter(({ write }) => !write),
    job.emit,
  );
  let claim: Claim | undefined;
  // Until nothing is left but a complete set, or nothing at all, the journal tells the next job on this host.
  let isSettled = false;
  try {
    captured.handOver();
    await publication.prepare(files, progress.add);
    const { outputManifest } = plan;
    // Should the job be killed from here on, the next one on this host takes back what is visible.
    journal.publishing({ attempt, outputManifest, objects: publication.objects });
    claim = await Claim.take(outputManifest, attempt, scratch, job, {
      onPassedOver: (silent) => journal.passedOver(silent),
    });
    await publish(publishing, files, publication, claim, job);
    isSettled = true;
  } catch (error) {
    if (error instanceof UnclearManifest) throw error.cause;
    const isGone = await publication.takeBack(job.emit, !claim?.isLost);
    isSettled =
      isGone && (claim !== undefined || !isUnclear(error) || (await leftNoClaim(publishing, job)));
    throw error;
  } finally {
    progress.stop();
    await claim?.release().catch((error: unknown) => {
      isSettled = false;
      job.emit({ type: 'warning', message: `the claim was not removed: ${String(error)}` });
    });
    // A claim that was lost is not removed here, and may be nobody's.
    if (isSettled && !claim?.isLost) journal.publicationEnded(attempt);
  }
}

/** Whether a claim that could not be taken is not there all the same, which is known for certain. */
async function leftNoClaim(
  { plan, attempt, scratch }: Publishing,
  job: JobContext,
): Promise<boolean> {
  const holder = await Claim.holder(plan.outputManifest, scratch, job).catch(() => attempt);
  return holder !== attempt;
}

/** Whether the output manifest was written, nobody can tell now: outputs are not taken back that it may vouch for. */
class UnclearManifest extends Error {}

/** Between taking the claim and releasing it. */
async function publish(
  { plan, found, writeManifest }: Publishing,
  files: readonly OutputFile[],
  publication: Publication,
  claim: Claim,
  job: JobContext,
): Promise<void> {
  const location = plan.outputManifest;
  const store = await job.storeFor(location);
  const before = found.manifestBefore;
  if (!isSameManifest(before, await findManifest(location, job.storeFor))) {
    throw await lostRace(plan, found, job);
  }
  // It vouches for outputs that are about to be replaced: an interrupted replacement is not to look complete.
  if (before.object) await store.remove(location, { beforeEachTry: claim.assertHeld });
  const outputs = group(plan.outputs, files, await publication.commit(claim));
  const manifest = await writeManifest(outputs);
  try {
    claim.assertHeld();
    job.signal.throwIfAborted();
  } catch (error) {
    await manifest.discard();
    throw error;
  }
  // From here on the job has succeeded, whatever signal comes.
  await commitManifest(manifest, before.isKnown, job);
  for (const { name, location, objects } of outputs) {
    const sizeBytes = totalBytes(objects);
    job.emit({ type: 'output-published', output: name, location, sizeBytes });
  }
  job.emit({ type: 'output-manifest-written', location });
}

/** @throws UnclearManifest where it failed, and whether it is there cannot be found out */
async function commitManifest(
  manifest: PendingWrite,
  ifAbsent: boolean,
  job: JobContext,
): Promise<void> {
  try {
    await manifest.commit({ ifAbsent });
  } catch (error) {
    if (!isUnclear(error)) throw error;
    const written = await findWritten(manifest, job).catch(() => {
      throw new UnclearManifest('', { cause: error });
    });
    if (!written) throw error;
  }
}

/** Whether a write that failed may have become visible all the same. */
const isUnclear = (error: unknown): boolean =>
  error instanceof JobError && error.code === 'transient';

/** What a write that failed has made visible all the same. */
async function findWritten(
  { location, mark }: PendingWrite,
  { storeFor }: JobContext,
): Promise<PublishedObject | undefined> {
  return (await storeFor(location)).findMarked({ location, mark });
}

/** Another attempt was first. Where it published the same, there is nothing left to do. */
async function lostRace(plan: JobPlan, { identity }: Located, job: JobContext): Promise<Error> {
  const location = plan.outputManifest;
  const because = await differenceFrom(plan, identity, job);
  if (because === undefined) return new AlreadyComplete(location, true);
  return new JobError({
    code: 'cannot-write-output',
    kind: 'already-exists',
    problem: `another job published here while this one ran, and not the same: ${because}`,
    advice: 'Give each job its own output location; nothing of this one was published.',
    location,
  });
}

/** What is prepared and what is visible already, so that either can be taken back. */
class Publication {
  readonly #job: JobContext;
  #pending: PendingWrite[] = [];
  readonly #published: PublishedObject[] = [];
  /** Failed to become visible, which does not say that they are not. */
  readonly #unclear: PendingWrite[] = [];

  constructor(job: JobContext) {
    this.#job = job;
  }

  async prepare(files: readonly OutputFile[], onBytes: (delta: number) => void): Promise<void> {
    const limit = pLimit(FILES_AT_ONCE);
    const ready: PendingWrite[] = [];
    files.forEach(({ write }, index) => write && (ready[index] = write));
    try {
      await allOrFirstFailure(
        this.#job.signal,
        files.map(
          ({ path, location, write }, index) =>
            (signal) =>
              limit(async () => {
                if (write) return;
                signal.throwIfAborted();
                const store = await this.#job.storeFor(location);
                ready[index] = await store.prepare(path, location, { signal, onBytes });
              }),
        ),
      );
    } finally {
      // A failure leaves holes: those that were prepared are to be discarded all the same.
      this.#pending = ready.filter((write) => write !== undefined);
    }
  }

  /** What is to become visible. */
  get objects(): readonly MarkedObject[] {
    return this.#pending.map(({ location, mark }) => ({ location, mark }));
  }

  /** Makes visible what is pending, in order, while the claim is held; returns it in that order. */
  async commit(claim: Claim): Promise<readonly PublishedObject[]> {
    const limit = pLimit(COMMITS_AT_ONCE);
    const writes = this.#pending;
    const committed = new Set<PendingWrite>();
    try {
      return await allOrFirstFailure(
        AbortSignal.any([this.#job.signal, claim.lost]),
        writes.map(
          (write) => (signal) =>
            limit(async () => {
              signal.throwIfAborted();
              claim.assertHeld();
              committed.add(write);
              // Nor is a request tried again that would overwrite what the next holder has published.
              const { assertHeld } = claim;
              const object = await write
                .commit({ beforeEachTry: assertHeld })
                .catch((error: unknown) => {
                  if (isUnclear(error)) this.#unclear.push(write);
                  throw error;
                });
              this.#published.push(object);
              return object;
            }),
        ),
      );
    } finally {
      this.#pending = writes.filter((write) => !committed.has(write));
    }
  }

  /**
   * @param isOurs whether what is visible there is still what this job published
   * @returns whether nothing is left
   */
  async takeBack(emit: EventSink, isOurs: boolean): Promise<boolean> {
    const retractIfThere = async (write: PendingWrite) =>
      (await findWritten(write, this.#job))?.retract();
    const results = await Promise.allSettled([
      ...this.#pending.map((write) => write.discard()),
      ...(isOurs ? this.#published.map((object) => object.retract()) : []),
      ...(isOurs ? this.#unclear.map(retractIfThere) : []),
    ]);
    for (const result of results) {
      if (result.status === 'rejected') {
        emit({
          type: 'warning',
          message: `part of an output could not be taken back: ${String(result.reason)}`,
        });
      }
    }
    const isVisible = !isOurs && this.#published.length + this.#unclear.length > 0;
    return !isVisible && results.every(({ status }) => status === 'fulfilled');
  }
}

async function filesOf(
  outputs: readonly PlannedOutput[],
  paths: Readonly<Record<string, string>>,
  captured: CapturedOutputs,
): Promise<OutputFile[]> {
  const files: OutputFile[] = [];
  for (const output of outputs) {
    const path = paths[output.name] as string;
    const uploaded = captured.get(path);
    if (uploaded) {
      files.push({ output, path, location: output.location, ...uploaded });
      continue;
    }
    const found = await stat(path).catch(() => undefined);
    if (!found) continue; // An optional output that the tool did not write.
    if (found.isFile()) {
      files.push({ output, path, location: output.location, sizeBytes: found.size });
      continue;
    }
    for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name);
      if (entry.isSymbolicLink()) throw symbolicLink(file, output);
      if (!entry.isFile()) continue;
      const location = childOf(output.location, relative(path, file));
      files.push({ output, path: file, location, sizeBytes: (await stat(file)).size });
    }
  }
  return files;
}

/** S3 has no links, and following one could publish a file from outside the output. */
const symbolicLink = (path: string, output: PlannedOutput): JobError =>
  new JobError({
    code: 'bad-data',
    problem: `the tool left a symbolic link in the output ${output.name}: ${path}`,
    advice: 'Have it write a copy instead.',
    location: output.location,
  });

function group(
  outputs: readonly PlannedOutput[],
  files: readonly OutputFile[],
  objects: readonly PublishedObject[],
): PublishedOutput[] {
  return outputs.flatMap((output) => {
    const own = objects.filter((_, i) => files[i]?.output === output);
    return own.length > 0 ? [{ name: output.name, location: output.location, objects: own }] : [];
  });
}
