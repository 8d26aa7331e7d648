import { stat } from 'node:fs/promises';
import type { EventSink } from '../job/events.ts';
import type { JobSettings } from '../job/job.ts';

const OTHERS_WRITE = 0o002;
const STICKY = 0o1000;

/** Warns if other users may rename directories in the base: all may write to it, and it lacks the sticky bit. */
export async function warnOfOpenBase(base: string, emit: EventSink): Promise<void> {
  const mode = (await stat(base).catch(() => undefined))?.mode ?? 0;
  if ((mode & OTHERS_WRITE) === 0 || (mode & STICKY) !== 0) return;
  const message = `other users can replace the scratch directories in ${base}: it is open to all without the sticky bit. Run chmod 1777 ${base}`;
  emit({ type: 'warning', message });
}

/** Logs which base is used, if it is not the one that the image or the user named. */
export function stateScratchBase(settings: JobSettings, emit: EventSink): void {
  const { scratchDir: path, scratchDirBecause: because } = settings;
  if (because === undefined) return;
  emit({ type: 'scratch-chosen', location: { scheme: 'file', path }, because });
}
