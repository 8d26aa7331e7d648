import type { Batch } from '../model/batch.ts';
import { hasEnded, type Job } from '../model/job.ts';
import type { Environment, Queue } from '../model/resources.ts';
import { runOnce } from './attempt.ts';
import { Dependencies } from './dependencies.ts';
import type { RunAttempt } from './runner.ts';

/** What Batch says of a job at the head of its queue that no instance could hold. */
const TOO_LARGE =
  'MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - The job resource requirement (vCPU/memory/GPU) is higher than that can be met by the CE(s) attached to the job queue.';

/**
 * Starts jobs in the order of their queue, as many at once as there are vCPUs. A job at the head
 * that does not fit blocks its queue. Queues come by priority.
 * https://docs.aws.amazon.com/batch/latest/userguide/job_scheduling.html
 */
export class Scheduler {
  readonly #batch: Batch;
  readonly #runAttempt: RunAttempt;
  readonly #dependencies: Dependencies;
  /** By the queue's ARN. */
  readonly #runnable = new Map<string, Set<Job>>();
  #usedVcpus = 0;
  #isScheduled = false;

  constructor(batch: Batch, runAttempt: RunAttempt) {
    this.#batch = batch;
    this.#runAttempt = runAttempt;
    this.#dependencies = new Dependencies(batch.jobs, (job) => this.#queueUp(job));
  }

  /** Takes on a submitted job, after the response to SubmitJob. */
  submit(job: Job): void {
    setImmediate(() => {
      for (const each of job.children ?? [job]) if (!hasEnded(each)) this.#dependencies.add(each);
    });
  }

  /** The jobs of a queue that wait for vCPUs, in order. */
  runnable(queueArn: string): readonly Job[] {
    return [...(this.#runnable.get(queueArn) ?? [])].filter((job) => job.status === 'RUNNABLE');
  }

  /** Looks again for jobs to start, soon. Call it after every change that may free one. */
  wake(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#startAll();
    });
  }

  #queueUp(job: Job): void {
    if (job.status !== 'RUNNABLE') this.#batch.jobs.setStatus(job, 'RUNNABLE', undefined);
    const queued = this.#runnable.get(job.request.queueArn);
    if (queued) queued.add(job);
    else this.#runnable.set(job.request.queueArn, new Set([job]));
    this.wake();
  }

  #startAll(): void {
    const queues = [...this.#batch.resources.queues.values()];
    queues.sort((a, b) => (b.priority ?? 0) - (a.priority ?? 0));
    for (const queue of queues) this.#startQueue(queue);
  }

  #startQueue(queue: Queue): void {
    const environment = this.#environmentOf(queue);
    const runnable = this.#runnable.get(queue.jobQueueArn);
    if (!environment || !runnable) return;
    const most = environment.computeResources?.maxvCpus ?? Infinity;
    for (const job of runnable) {
      if (job.isHeld) continue;
      if (job.status !== 'RUNNABLE') {
        runnable.delete(job);
        continue;
      }
      const { vcpus } = job.request;
      const { vcpus: capacity } = this.#batch.settings;
      const desired = environment.computeResources?.desiredvCpus ?? 0;
      // A test sets the capacity to 0 to keep jobs from starting.
      if (capacity > 0 && vcpus > Math.min(most, capacity)) job.statusReason = TOO_LARGE;
      if (this.#usedVcpus + vcpus > capacity || desired + vcpus > most) return;
      runnable.delete(job);
      void this.#start(job, environment);
    }
  }

  /** The first that can take jobs, in the queue's order. */
  #environmentOf(queue: Queue): Environment | undefined {
    if (queue.status !== 'VALID') return undefined;
    const order = [...(queue.computeEnvironmentOrder ?? [])];
    order.sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
    return order
      .map(({ computeEnvironment }) => this.#batch.resources.environment(computeEnvironment ?? ''))
      .find((each) => each?.state === 'ENABLED' && each.status === 'VALID');
  }

  async #start(job: Job, environment: Environment): Promise<void> {
    job.environmentName = environment.computeEnvironmentName;
    this.#use(environment, job.request.vcpus);
    try {
      await runOnce(job, this.#batch.jobs, this.#runAttempt);
    } finally {
      this.#use(environment, -job.request.vcpus);
      if (job.status === 'RUNNABLE') this.#queueUp(job);
      this.wake();
    }
  }

  #use(environment: Environment, vcpus: number): void {
    this.#usedVcpus += vcpus;
    const { computeResources: resources } = environment;
    if (resources) resources.desiredvCpus = (resources.desiredvCpus ?? 0) + vcpus;
  }
}
