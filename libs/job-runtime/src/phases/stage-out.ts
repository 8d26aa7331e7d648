import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import pLimit from 'p-limit';
import { allOrFirstFailure } from '../all-or-first-failure.ts';
import { JobError } from '../errors.ts';
import type { EventSink } from '../events.ts';
import type { JobContext } from '../job.ts';
import { childOf, type Location } from '../location/location.ts';
import type { PendingWrite, PublishedObject } from '../stores/object-store.ts';
import type { JobPlan, PlannedOutput } from './plan.ts';
import { TransferProgress } from './progress.ts';

const FILES_AT_ONCE = 4;
const COMMITS_AT_ONCE = 16;

/** A file of an output, in scratch and where it goes. */
interface OutputFile {
  readonly output: PlannedOutput;
  readonly path: string;
  readonly location: Location;
  readonly sizeBytes: number;
}

/** An output as it was published: one object, or those of a directory. */
export interface PublishedOutput {
  readonly name: string;
  readonly location: Location;
  readonly objects: readonly PublishedObject[];
}

/**
 * Publishes all outputs, or none. First everything is transferred without becoming visible, then it is made
 * visible, then the output manifest is written, which means complete. Whatever fails or stops the job before
 * that takes back all that was published.
 */
export async function stageOut(
  plan: JobPlan,
  paths: Readonly<Record<string, string>>,
  writeManifest: (outputs: readonly PublishedOutput[]) => Promise<PendingWrite>,
  job: JobContext,
): Promise<readonly PublishedOutput[]> {
  const files = await filesOf(plan.outputs, paths);
  const publication = new Publication(job);
  const progress = new TransferProgress('stage-out', files, job.emit);
  try {
    await publication.prepare(files, progress.add);
    const outputs = group(plan.outputs, files, await publication.commit());
    const manifest = await writeManifest(outputs);
    job.signal.throwIfAborted();
    // From here on the job has succeeded, whatever signal comes.
    await manifest.commit();
    for (const { name, location, objects } of outputs) {
      const sizeBytes = objects.reduce((total, object) => total + object.sizeBytes, 0);
      job.emit({ type: 'output-published', output: name, location, sizeBytes });
    }
    job.emit({ type: 'output-manifest-written', location: plan.outputManifest });
    return outputs;
  } catch (error) {
    await publication.takeBack(job.emit);
    throw error;
  } finally {
    progress.stop();
  }
}

/** What is prepared and what is visible already, so that either can be taken back. */
class Publication {
  readonly #job: JobContext;
  #pending: PendingWrite[] = [];
  readonly #published: PublishedObject[] = [];

  constructor(job: JobContext) {
    this.#job = job;
  }

  async prepare(files: readonly OutputFile[], onBytes: (delta: number) => void): Promise<void> {
    const limit = pLimit(FILES_AT_ONCE);
    const ready: PendingWrite[] = [];
    try {
      await allOrFirstFailure(
        this.#job.signal,
        files.map(
          ({ path, location }, index) =>
            (signal) =>
              limit(async () => {
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

  /** Makes visible what is pending, in order; returns it in that order. */
  async commit(): Promise<readonly PublishedObject[]> {
    const limit = pLimit(COMMITS_AT_ONCE);
    const writes = this.#pending;
    const committed = new Set<PendingWrite>();
    try {
      return await allOrFirstFailure(
        this.#job.signal,
        writes.map(
          (write) => (signal) =>
            limit(async () => {
              signal.throwIfAborted();
              committed.add(write);
              const object = await write.commit();
              this.#published.push(object);
              return object;
            }),
        ),
      );
    } finally {
      this.#pending = writes.filter((write) => !committed.has(write));
    }
  }

  async takeBack(emit: EventSink): Promise<void> {
    const results = await Promise.allSettled([
      ...this.#pending.map((write) => write.discard()),
      ...this.#published.map((object) => object.retract()),
    ]);
    for (const result of results) {
      if (result.status === 'rejected') {
        emit({
          type: 'warning',
          message: `part of an output could not be taken back: ${String(result.reason)}`,
        });
      }
    }
  }
}

async function filesOf(
  outputs: readonly PlannedOutput[],
  paths: Readonly<Record<string, string>>,
): Promise<OutputFile[]> {
  const files: OutputFile[] = [];
  for (const output of outputs) {
    const path = paths[output.name] as string;
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
