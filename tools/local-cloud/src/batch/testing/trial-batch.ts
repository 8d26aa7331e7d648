import {
  BatchClient,
  DescribeJobsCommand,
  type JobDetail,
  RegisterJobDefinitionCommand,
  type RegisterJobDefinitionCommandInput,
  SubmitJobCommand,
  type SubmitJobCommandInput,
} from '@aws-sdk/client-batch';
import { jest } from '@jest/globals';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createComputeEnvironment } from '../api/environments.ts';
import { createJobQueue } from '../api/queues.ts';
import { CONTROL_PATH } from '../controls.ts';
import { endpointServer } from '../http/server.ts';
import { newBatch } from '../model/batch.ts';
import type { Job } from '../model/job.ts';
import type { AttemptFacts } from '../scheduling/retry.ts';
import type { RunAttempt } from '../scheduling/runner.ts';
import { Scheduler } from '../scheduling/scheduler.ts';

const PLACE = { accountId: '123456789012', region: 'us-east-1' };
export const QUEUE = 'trial';
/** A machine that runs other tests may be slow. */
const UNTIL_MS = 50_000;
jest.setTimeout(60_000);

/** How the attempts of a trial end: at once with these facts, or when the signal is aborted. */
export type Outcome = (job: Job, attempt: number, signal: AbortSignal) => Promise<AttemptFacts>;

export const succeeds: Outcome = () => Promise.resolve({ exitCode: 0 });
export const runsUntilStopped: Outcome = async (_job, _attempt, signal) => {
  if (!signal.aborted) await once(signal, 'abort');
  return { exitCode: 143, statusReason: 'Essential container in task exited' };
};

/** This Batch behind its HTTP server and AWS's own client, with attempts that run no container. */
export class TrialBatch {
  outcome: Outcome = succeeds;
  /** The attempts that have started, as `id#attempt`. */
  readonly started: string[] = [];
  readonly client: BatchClient;
  readonly url: string;
  readonly #stop: () => void;

  static async start(vcpus = 4): Promise<TrialBatch> {
    const batch = newBatch(PLACE, vcpus);
    createComputeEnvironment(batch, { computeEnvironmentName: QUEUE, type: 'UNMANAGED' });
    const order = [{ order: 1, computeEnvironment: QUEUE }];
    createJobQueue(batch, { jobQueueName: QUEUE, priority: 1, computeEnvironmentOrder: order });
    const run: RunAttempt = (...args) => trial.#run(...args);
    const server = endpointServer(batch, new Scheduler(batch, run), 1);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const trial: TrialBatch = new TrialBatch(port, () => server.close().closeAllConnections());
    await trial.define({});
    return trial;
  }

  private constructor(port: number, stop: () => void) {
    this.url = `http://127.0.0.1:${port}`;
    this.#stop = stop;
    this.client = new BatchClient({
      endpoint: this.url,
      region: PLACE.region,
      credentials: { accessKeyId: 'trial', secretAccessKey: 'trial' },
      maxAttempts: 1,
    });
  }

  async #run(...[job, attempt, onRunning, signal]: Parameters<RunAttempt>) {
    this.started.push(`${job.id}#${attempt}`);
    const container = { taskArn: 'trial', logStreamName: `trial/default/${attempt}` };
    onRunning(container);
    return { container, ...(await this.outcome(job, attempt, signal)) };
  }

  /** Registers the definition `trial`, of one vCPU unless another is given. */
  define(fields: Partial<RegisterJobDefinitionCommandInput>) {
    return this.client.send(
      new RegisterJobDefinitionCommand({
        jobDefinitionName: 'trial',
        type: 'container',
        containerProperties: { image: 'trial', ...amounts(1) },
        ...fields,
      }),
    );
  }

  async submit(fields: Partial<SubmitJobCommandInput> = {}): Promise<string> {
    const defaults = { jobName: 'trial', jobQueue: QUEUE, jobDefinition: 'trial' };
    const { jobId } = await this.client.send(new SubmitJobCommand({ ...defaults, ...fields }));
    return jobId ?? '';
  }

  async job(id: string): Promise<JobDetail | undefined> {
    const { jobs } = await this.client.send(new DescribeJobsCommand({ jobs: [id] }));
    return jobs?.[0];
  }

  /** The job once it has one of these states. Rejects with its last state in the end. */
  async reaches(id: string, ...statuses: string[]): Promise<JobDetail> {
    const deadline = Date.now() + UNTIL_MS;
    for (;;) {
      const job = await this.job(id);
      if (job && statuses.includes(job.status ?? '')) return job;
      if (Date.now() > deadline) throw new Error(`${id} is ${job?.status}: ${job?.statusReason}`);
      await sleep(5);
    }
  }

  async plant(path: string, body: object): Promise<void> {
    const options = { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`${this.url}${CONTROL_PATH}${path}`, options);
    if (!response.ok) throw new Error(await response.text());
  }

  stop(): void {
    this.client.destroy();
    this.#stop();
  }
}

export const amounts = (vcpus: number, memoryMiB = 64) => ({
  resourceRequirements: [
    { type: 'VCPU' as const, value: String(vcpus) },
    { type: 'MEMORY' as const, value: String(memoryMiB) },
  ],
});
