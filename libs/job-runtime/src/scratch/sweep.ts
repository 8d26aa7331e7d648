import { randomUUID } from 'node:crypto';
import { closeSync, lstatSync, readFileSync, renameSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { EventSink } from '../events.ts';
import { ownIdentity, startTimeOf } from '../host/process-identity.ts';
import type { UnfinishedUpload } from '../stores/stores.ts';
import { LIFELINE_FILE, lifelineState, takeLifeline } from './lifeline.ts';
import { isDead, type Observer } from './liveness.ts';
import { removeMarkedDirectory } from './marked-directory.ts';
import { OWNER_FILE, parseOwner } from './owner.ts';
import { removeContents } from './remove-tree.ts';
import { JOURNAL_FILE, unfinishedUploads } from './upload-journal.ts';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** A scratch directory, as made or as claimed by a sweep. */
const NAME = new RegExp(`^(${UUID})(?:\\.sweeping-${UUID})?$`);

/** What is left of a directory whose uploads could not be aborted is given up after a week. */
const UPLOADS_KEPT_MS = 7 * 24 * 3_600_000;

export interface SweepOptions {
  /** Aborts uploads that a killed job left unfinished; returns those that it could not, for a later job's try. */
  readonly abortUploads: (
    uploads: readonly UnfinishedUpload[],
  ) => Promise<readonly UnfinishedUpload[]>;
  readonly emit: EventSink;
  /** Ends the sweep; what it did not come to is left to the next job. */
  readonly signal: AbortSignal;
}

/**
 * Removes the scratch directories below `base` of jobs that were killed, and returns how many. However many jobs
 * sweep at once, each directory is removed by one of them. Fails for nothing: what goes wrong is a warning.
 */
export async function sweepOrphans(base: string, options: SweepOptions): Promise<number> {
  const observer = { ...ownIdentity(), startTimeOf };
  const names = await readdir(base).catch(() => []);
  let removed = 0;
  for (const name of names) {
    if (options.signal.aborted) break;
    const claimed = claim(base, name, observer);
    if (claimed === undefined) continue;
    try {
      if (await remove(claimed, options)) removed += 1;
    } catch (error) {
      if (!options.signal.aborted) warn(claimed, error, options);
    } finally {
      claimed.letGo();
    }
  }
  return removed;
}

interface Claimed {
  readonly path: string;
  readonly silentForMs: number;
  readonly letGo: () => void;
}

/** Takes a directory that is ours and whose owner is dead, by renaming it: that succeeds for one job only. */
function claim(base: string, name: string, observer: Observer): Claimed | undefined {
  const uuid = NAME.exec(name)?.[1];
  if (uuid === undefined) return undefined;
  const found = join(base, name);
  try {
    const directory = lstatSync(found);
    // Not through a link, and not another user's, who could have written anything into it.
    if (!directory.isDirectory() || directory.uid !== process.getuid?.()) return undefined;
    const ownerFile = lstatSync(join(found, OWNER_FILE));
    if (!ownerFile.isFile()) return undefined;
    const owner = parseOwner(readFileSync(join(found, OWNER_FILE), 'utf8'));
    if (owner === undefined || basename(owner.root) !== uuid) return undefined;
    const heartbeatAgeMs = Date.now() - ownerFile.mtimeMs;
    const lifeline = lifelineState(found);
    if (!isDead({ owner, heartbeatAgeMs, lifeline }, observer)) return undefined;

    const path = join(base, `${uuid}.sweeping-${randomUUID()}`);
    renameSync(found, path);
    // From here on the claim is as alive as this process. A job that looked in between takes it over, which at
    // worst does one thing twice.
    const fd = takeLifeline(path);
    return {
      path,
      silentForMs: heartbeatAgeMs,
      letGo: () => fd !== undefined && closeSync(fd),
    };
  } catch {
    // Gone, taken by another job, or not for this user to touch.
    return undefined;
  }
}

/** Removes a claimed directory, its big contents first, so that the room is there even if S3 does not answer. */
async function remove(
  { path, silentForMs }: Claimed,
  { abortUploads, emit, signal }: SweepOptions,
): Promise<boolean> {
  await removeContents(path, [OWNER_FILE, JOURNAL_FILE, LIFELINE_FILE], signal);
  const left = await unlessAborted(signal, abortUploads(unfinishedUploads(path)));
  if (left.length > 0) {
    const keep = silentForMs < UPLOADS_KEPT_MS;
    const what = left.map(({ bucket, key }) => `s3://${bucket}/${key}`).join(', ');
    const next = keep ? 'a later job will try again' : 'that is given up';
    const message = `unfinished uploads of a killed job could not be aborted, ${next}: ${what}`;
    emit({ type: 'warning', message });
    if (keep) return false;
  }
  await removeMarkedDirectory(path);
  return true;
}

/** Does not wait for S3 longer than the sweep may take. */
async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason as Error);
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function warn({ path }: Claimed, error: unknown, { emit }: SweepOptions): void {
  const message = `the scratch directory ${path} of a killed job was not removed: ${(error as Error).message}`;
  emit({ type: 'warning', message });
}
