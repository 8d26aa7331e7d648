import { terminateJob } from './batch/submit-job.ts';
import type { CloudContext } from './context.ts';

/**
 * Stops only what this run started. `keepCloud` keeps the cloud and its engine. A failure does not
 * keep the other parts from being stopped. The first failure is thrown at the end. Returns what was
 * stopped.
 */
export async function cleanUp(context: CloudContext, keepCloud: boolean): Promise<string[]> {
  const { cloud, clients, engine, jobs } = context;
  const done: string[] = [];
  const failures: unknown[] = [];
  const attempt = async (work: () => Promise<void>) => {
    await work().catch((error: unknown) => failures.push(error));
  };

  const stopsCloud = cloud?.startedByUs === true && !keepCloud;
  if (clients && !stopsCloud) {
    for (const [tool, jobId] of jobs) {
      await attempt(async () => {
        await terminateJob(clients, jobId);
        done.push(`terminated the job ${tool}`);
      });
    }
  }
  if (cloud && stopsCloud) {
    await attempt(async () => {
      const { removed, otherUsers } = await cloud.stop();
      done.push(...removed.map((thing) => `removed ${thing}`));
      done.push(...otherUsers.map((name) => `left the network, because ${name} uses it`));
    });
  }
  if (engine) {
    await attempt(async () => {
      const stop = await engine.release();
      if (stop.stopped) done.push('stopped the container engine');
      else if (stop.because === 'in-use' && !keepCloud) {
        done.push(`left the container engine, because it is in use: ${stop.users.join(', ')}`);
      }
    });
  }
  if (failures.length > 0) throw failures[0];
  return done;
}
