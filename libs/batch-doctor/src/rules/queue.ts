import type { Facts } from '../facts.ts';
import { valueOf } from '../facts.ts';
import { defineFindings, type Finding } from '../finding.ts';

interface Named {
  readonly name: string;
}
interface Reasoned extends Named {
  readonly status: string;
  readonly reason: string | undefined;
}
interface Dependency {
  readonly id: string;
  readonly waitsFor: string;
  readonly status: string;
}

export const because = (reason: string | undefined): string =>
  reason === undefined || reason === '' ? '.' : `: ${reason}`;

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_JobQueueDetail.html */
export const queueFinding = defineFindings({
  'job-unknown': {
    cause: 'Batch does not know the job',
    remedy: 'check the id and the region',
    problem: ({ name }: Named) => `AWS Batch does not know the job ${name}.`,
    cure: () => 'Check the id and the region. Batch deletes jobs some time after they end.',
  },
  'queue-unknown': {
    cause: 'there is no job queue of this name',
    remedy: 'check the name and the region',
    problem: ({ name }: Named) => `There is no job queue ${name}.`,
    cure: () =>
      'Check the name, the account and the region (aws batch describe-job-queues lists the queues).',
  },
  'queue-disabled': {
    cause: 'the queue is `DISABLED`',
    remedy: 'enable the queue',
    problem: ({ name }: Named) => `The job queue ${name} is DISABLED.`,
    cure: ({ name }: Named) =>
      `Enable it: aws batch update-job-queue --job-queue ${name} --state ENABLED`,
  },
  'queue-invalid': {
    cause: 'the queue is not `VALID`',
    remedy: 'correct what its reason names, or wait while it is made or changed',
    problem: ({ name, status, reason }: Reasoned) =>
      `The job queue ${name} is ${status}${because(reason)}`,
    cure: ({ status }: Reasoned) =>
      status === 'INVALID'
        ? 'Correct what the reason names, or make the queue again.'
        : 'Wait until it is VALID.',
  },
  'queue-without-environment': {
    cause: 'the queue has no compute environment',
    remedy: 'give it one',
    problem: ({ name }: Named) => `The job queue ${name} has no compute environment.`,
    cure: ({ name }: Named) =>
      `Give it one: aws batch update-job-queue --job-queue ${name} --compute-environment-order …`,
  },
  'dependency-failed': {
    cause: 'a job that this one waits for has failed',
    remedy: 'submit both again',
    problem: ({ id, waitsFor, status }: Dependency) =>
      `The job ${id} depends on ${waitsFor}, which is ${status}. Batch will fail it, too.`,
    cure: () => 'Submit the failed job again, and then this one.',
  },
  'dependency-waiting': {
    cause: 'a job that this one waits for has not succeeded yet',
    remedy: 'wait, or look why that job does not start',
    problem: ({ id, waitsFor, status }: Dependency) =>
      `The job ${id} waits for ${waitsFor}, which is ${status}.`,
    cure: ({ waitsFor }: Dependency) =>
      `Wait for it. If it does not start, ask why ${waitsFor} does not.`,
  },
});

/** What was asked about must exist. Without it there is nothing else to say. */
export function subjectRules({ subject, job, queue }: Facts): Finding[] {
  if (subject.kind === 'job' && job?.known && job.value === undefined)
    return [queueFinding('job-unknown', 'certain', { name: subject.name })];
  if (queue?.known && queue.value === undefined) {
    const name = subject.kind === 'queue' ? subject.name : (valueOf(job)?.queue ?? '');
    return [queueFinding('queue-unknown', 'certain', { name })];
  }
  return [];
}

export function queueRules(facts: Facts): Finding[] {
  const queue = valueOf(facts.queue);
  if (queue === undefined) return [];
  const { name, state, status, statusReason: reason, environments } = queue;
  const found: Finding[] = [];
  if (state === 'DISABLED') found.push(queueFinding('queue-disabled', 'certain', { name }));
  if (status !== undefined && status !== 'VALID')
    found.push(queueFinding('queue-invalid', certaintyOfStatus(status), { name, status, reason }));
  if (environments.length === 0)
    found.push(queueFinding('queue-without-environment', 'certain', { name }));
  return found;
}

/** A queue that is changed may start jobs while it is. */
const certaintyOfStatus = (status: string) => (status === 'UPDATING' ? 'possible' : 'certain');

export function dependencyRules({ job, dependencies }: Facts): Finding[] {
  const waiting = valueOf(job);
  if (waiting?.status !== 'PENDING' && waiting?.status !== 'SUBMITTED') return [];
  return (valueOf(dependencies) ?? [])
    .filter(({ status }) => status !== 'SUCCEEDED')
    .map(({ id: waitsFor, status }) =>
      queueFinding(status === 'FAILED' ? 'dependency-failed' : 'dependency-waiting', 'certain', {
        ...{ id: waiting.id, waitsFor, status },
      }),
    );
}
