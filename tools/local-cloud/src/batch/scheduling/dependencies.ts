import type { JobStore } from '../model/job-store.ts';
import { hasEnded, type Job } from '../model/job.ts';

/**
 * Which jobs wait for which. A job is freed once all that it depends on have succeeded, and fails
 * with the first that fails.
 * https://docs.aws.amazon.com/batch/latest/userguide/job_dependencies.html
 */
export class Dependencies {
  readonly #waiting = new Map<string, Job[]>();
  readonly #ended: Job[] = [];
  readonly #jobs: JobStore;
  readonly #onFree: (job: Job) => void;

  constructor(jobs: JobStore, onFree: (job: Job) => void) {
    this.#jobs = jobs;
    this.#onFree = onFree;
    jobs.onEnd((job) => this.#settle(job));
  }

  /** Registers a plain job or an array's child. It may be freed or fail at once. */
  add(job: Job): void {
    const unmet = dependenciesOf(job).flatMap((id) => this.#jobs.find(id) ?? []);
    const open = unmet.filter((each) => !hasEnded(each));
    job.waitsFor = open.length;
    if (unmet.some(({ status }) => status === 'FAILED')) return this.#fail(job);
    if (open.length === 0) return this.#onFree(job);
    this.#jobs.setStatus(job, 'PENDING', undefined);
    for (const { id } of open) {
      const others = this.#waiting.get(id);
      if (others) others.push(job);
      else this.#waiting.set(id, [job]);
    }
  }

  /**
   * A list, not a recursion: a failure runs through a SEQUENTIAL array of 10,000 children, which is
   * deeper than the stack.
   */
  #settle(ended: Job): void {
    this.#ended.push(ended);
    if (this.#ended.length > 1) return;
    for (let first = this.#ended[0]; first; first = this.#ended[0]) {
      this.#release(first);
      this.#ended.shift();
    }
  }

  #release(ended: Job): void {
    const waiting = this.#waiting.get(ended.id) ?? [];
    this.#waiting.delete(ended.id);
    for (const job of waiting) {
      if (hasEnded(job)) continue;
      if (ended.status === 'FAILED') this.#fail(job);
      else if ((job.waitsFor -= 1) === 0) this.#onFree(job);
    }
  }

  #fail(job: Job): void {
    this.#jobs.setStatus(job, 'FAILED', 'Dependent Job failed');
  }
}

/** The ids of the jobs that a plain job or a child waits for. */
function dependenciesOf({ index, parent, request }: Job): readonly string[] {
  return request.dependsOn.flatMap(({ jobId, type }) => {
    if (type === 'N_TO_N') return [`${jobId}:${index}`];
    if (type === 'SEQUENTIAL' && parent) return index ? [`${parent.id}:${index - 1}`] : [];
    return jobId === undefined ? [] : [jobId];
  });
}
