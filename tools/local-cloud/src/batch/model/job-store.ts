import type { JobStatus } from '@aws-sdk/client-batch';
import { hasEnded, type Job } from './job.ts';

/** The jobs that Batch knows, and the only place where a job's status changes. */
export class JobStore {
  readonly #jobs = new Map<string, Job>();
  readonly #onEnd: ((job: Job) => void)[] = [];

  /** Plain jobs and arrays, the oldest first. Children are found through their array. */
  get all(): readonly Job[] {
    return [...this.#jobs.values()].filter(({ parent }) => parent === undefined);
  }

  find(id: string): Job | undefined {
    return this.#jobs.get(id);
  }

  add(job: Job): void {
    for (const each of [job, ...(job.children ?? [])]) this.#jobs.set(each.id, each);
    if (job.summary) job.summary.SUBMITTED = job.children?.length ?? 0;
  }

  /** Calls `listener` for each job that ends, an array included. */
  onEnd(listener: (job: Job) => void): void {
    this.#onEnd.push(listener);
  }

  setStatus(job: Job, status: JobStatus, reason: string | undefined): void {
    const before = job.status;
    job.status = status;
    job.statusReason = reason;
    if (hasEnded(job)) job.stoppedAt ??= Date.now();
    if (job.parent) this.#countChild(job.parent, before, status);
    if (hasEnded(job)) for (const listener of this.#onEnd) listener(job);
  }

  /**
   * An array is PENDING from its first runnable child until its last child has ended.
   * https://docs.aws.amazon.com/batch/latest/userguide/array_jobs.html
   */
  #countChild(array: Job, before: JobStatus, after: JobStatus): void {
    if (!array.summary || !array.children) return;
    array.summary[before] -= 1;
    array.summary[after] += 1;
    const { SUCCEEDED, FAILED } = array.summary;
    if (SUCCEEDED + FAILED === array.children.length) {
      if (FAILED === 0) this.setStatus(array, 'SUCCEEDED', undefined);
      else this.setStatus(array, 'FAILED', array.statusReason ?? 'Array Child Job failed');
    } else if (array.status === 'SUBMITTED') {
      this.setStatus(array, 'PENDING', array.statusReason);
    }
  }

  /** Forgets ended jobs, as Batch does some days after their end. Returns how many. */
  forget(ids: readonly string[] | undefined): number {
    const chosen = ids ? ids.flatMap((id) => this.find(id) ?? []) : this.all;
    const ended = chosen.filter((job) => hasEnded(job) && job.parent === undefined);
    for (const job of ended)
      for (const each of [job, ...(job.children ?? [])]) this.#jobs.delete(each.id);
    return ended.length;
  }
}
