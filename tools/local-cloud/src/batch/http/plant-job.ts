import type { PlantedJob } from '../controls.ts';
import type { Batch } from '../model/batch.ts';
import { clientError } from '../model/errors.ts';
import { STATUSES } from '../model/job.ts';

/**
 * Gives a job that does not run a state. A running container would contradict it. One that runs can
 * only lose its host.
 */
export function plantJob({ jobs }: Batch, id: string, planted: PlantedJob): void {
  const job = jobs.find(id);
  if (!job) throw clientError(`The job ${id} does not exist`);
  if (planted.hostLost && job.stop) {
    job.isHostLost = true;
    return job.stop();
  }
  if (job.stop) throw clientError(`The job ${id} runs. Terminate it first.`);
  const { status = job.status, statusReason, exitCode, reason, hold = true } = planted;
  if (!STATUSES.includes(status)) throw clientError(`${status} is not a status of a job`);
  job.isHeld = hold;
  if (exitCode !== undefined || reason !== undefined) {
    job.latest = { ...job.latest, exitCode, reason };
    job.attempts.push({ container: job.latest, stoppedAt: Date.now(), statusReason });
  }
  if (status === job.status) job.statusReason = statusReason;
  else jobs.setStatus(job, status, statusReason);
}
