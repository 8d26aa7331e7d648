import type { Machine, ProcessMark } from '@joblayer/runs';
import { run } from '@joblayer/subprocess/run';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../engine/engine.ts';

/** The label of the containers of one job. Their names end in the position of their row. */
export const JOB_LABEL = 'io.joblayer.job';

/** Time for a job to roll back, before the engine kills it. */
const STOP_SECONDS = 60;

const LOOK_EVERY_MS = 200;
const MOST_LOOKS = 50;

/** This machine, and the engine that runs its containers. */
export function localMachine(engine: Engine): Machine {
  async function containersOf(jobId: string, status: string): Promise<readonly string[]> {
    const filters = [`label=${JOB_LABEL}=${jobId}`, `status=${status}`];
    const options = filters.flatMap((filter) => ['--filter', filter]);
    const text = await engine.call(['ps', '--all', ...options, '--format', '{{.Names}}']);
    return text.split('\n').filter((name) => name !== '');
  }

  async function runningOnes(jobId: string): Promise<readonly string[]> {
    const unstarted = await containersOf(jobId, 'created');
    if (unstarted.length > 0) await engine.call(['rm', '--force', '--volumes', ...unstarted]);
    return containersOf(jobId, 'running');
  }
  /** The engine removes a container some time after it has stopped. */
  async function removed(jobId: string): Promise<void> {
    for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
      const left = [await containersOf(jobId, 'exited'), await containersOf(jobId, 'removing')];
      if (left.flat().length === 0) return;
      await sleep(LOOK_EVERY_MS);
    }
  }

  return {
    self: async () => ({
      ...{ host: hostname(), pid: process.pid },
      ...(await beginningOf(process.pid)),
    }),

    async isAlive({ host, pid, began }) {
      if (host !== hostname()) return undefined;
      if (!exists(pid)) return false;
      const now = (await beginningOf(pid)).began;
      return began === undefined || now === undefined || now === began;
    },

    runningRows: async (jobId) =>
      (await runningOnes(jobId)).map((name) => Number(name.slice(name.lastIndexOf('-') + 1))),

    async stopRows(jobId) {
      const names = await runningOnes(jobId);
      if (names.length === 0) return;
      const options = { timeoutMs: (STOP_SECONDS + 30) * 1000 };
      await engine.call(['stop', '--time', String(STOP_SECONDS), ...names], options);
      await removed(jobId);
    },
  };
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When a process began. A machine without `ps` does not say so. */
async function beginningOf(pid: number): Promise<Pick<ProcessMark, 'began'>> {
  try {
    // The words of the date must not depend on the user's language.
    const env = { LC_ALL: 'C' };
    const { stdout } = await run(['ps', '-o', 'lstart=', '-p', String(pid)], { env });
    return stdout.trim() === '' ? {} : { began: stdout.trim() };
  } catch {
    return {};
  }
}
