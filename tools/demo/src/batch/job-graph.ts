import { left, type CloudContext } from '../context.ts';
import { ensureJobQueue } from './infrastructure.ts';
import { submitJob } from './submit-job.ts';
import { watchJob } from './watch-job.ts';

const JOB_TIMEOUT_SECONDS = 900;

/** A job of a graph. A list holds each job after the jobs that it needs. */
export interface GraphJob<Tool extends string = string> {
  /** The job's own name. */
  readonly name: string;
  /** The tool whose image it runs. */
  readonly tool: Tool;
  /** Names of the jobs whose results it reads. */
  readonly after: readonly string[];
  readonly memoryMiB: number;
  readonly command: readonly string[];
}

/** Submits all jobs, each to start when those it needs have succeeded. Returns the queue's name. */
export async function submitGraph(
  context: CloudContext,
  jobs: readonly GraphJob[],
  notify: (line: string) => void,
): Promise<string> {
  const clients = left(context.clients, 'the clients');
  const queue = await ensureJobQueue(clients);
  const idOf = (name: string) => left(context.jobs.get(name), `the job ${name}`);
  for (const { name, tool, after, memoryMiB, command } of jobs) {
    const jobId = await submitJob(clients, {
      definition: {
        tool: name,
        image: left(left(context.images, 'the images')[tool], `the image ${tool}`),
        environment: left(context.cloud, 'the cloud').jobEnv,
        vcpus: 1,
        memoryMiB,
        timeoutSeconds: JOB_TIMEOUT_SECONDS,
      },
      jobName: `demo-${name}`,
      queue,
      command,
      after: after.map(idOf),
    });
    context.jobs.set(name, jobId);
    notify(`${name} ${jobId}${after.length > 0 ? `, after ${after.join(' and ')}` : ''}`);
  }
  return queue;
}

/** Follows all jobs at once. Shows the graph whenever a job changes its state. */
export async function followGraph(
  context: CloudContext,
  jobs: readonly GraphJob[],
  say: (line: string) => void,
): Promise<void> {
  const clients = left(context.clients, 'the clients');
  const states = new Map<string, string>();
  const ends = await Promise.allSettled(
    jobs.map(async ({ name }) => {
      await watchJob(clients, left(context.jobs.get(name), `the job ${name}`), {
        onState(state) {
          states.set(name, state);
          say(graphLines(jobs, states).join('\n'));
        },
        onLogLine: () => undefined,
        serviceLog: () => left(context.cloud, 'the cloud').logTail(500),
        signal: context.options.signal,
      });
      context.jobs.delete(name);
    }),
  );
  // Takes the first in the graph's order: a job that lacks a result comes after the job that failed
  // to make it.
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

/** The graph with the state of each job: `bwa-mem SUCCEEDED → samtools-markdup RUNNING`. */
export function graphLines(
  jobs: readonly GraphJob[],
  states: ReadonlyMap<string, string>,
): string[] {
  return jobs.map(({ name, after }) => {
    const state = (states.get(name) ?? 'PLANNED').padEnd(9);
    return `${state}  ${name}${after.length > 0 ? `  ← ${after.join(', ')}` : ''}`;
  });
}
