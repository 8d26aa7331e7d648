import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LocalCloudError } from '../error.ts';
import { stateDirectory } from '../workspace.ts';
import { stampOf, stillRuns, type ProcessStamp } from './process-stamp.ts';

/** A dockerd that this workspace started. */
export interface DockerdRecord extends ProcessStamp {
  readonly logFile: string;
}

export const engineDirectory = path.join(stateDirectory, 'engine');

/** dockerd gives running containers 15 s before it ends. */
const STOP_TIMEOUT_MS = 40_000;

/**
 * Starts dockerd as a daemon in its own session, with its output in a log file. Returns before it
 * is ready.
 */
export async function startDockerd(): Promise<DockerdRecord> {
  await mkdir(engineDirectory, { recursive: true });
  const logFile = path.join(engineDirectory, 'dockerd.log');
  const log = await open(logFile, 'w');
  try {
    const child = spawn('dockerd', [], { detached: true, stdio: ['ignore', log.fd, log.fd] });
    await once(child, 'spawn');
    child.unref();
    return { ...(await stampOf(child.pid as number)), logFile };
  } finally {
    await log.close();
  }
}

/** Asks that dockerd to end, and waits. Does nothing when another process has its pid. */
export async function stopDockerd(record: DockerdRecord): Promise<void> {
  if (!(await stillRuns(record, 'dockerd'))) return;
  process.kill(record.pid, 'SIGTERM');
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  while (await stillRuns(record, 'dockerd')) {
    if (Date.now() > deadline) {
      throw new LocalCloudError({ code: 'engine-did-not-stop', pid: record.pid });
    }
    await sleep(100);
  }
}
