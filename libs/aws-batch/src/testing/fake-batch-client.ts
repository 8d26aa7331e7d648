import type { BatchClient, QueueState, RegisteredDefinition } from '../client/batch-client.ts';
import type { JobRequest } from '../submission/job-request.ts';
import type { JobState } from '../client/job-state.ts';
import { jobState } from './fake-job-state.ts';

export interface FakeBatch extends BatchClient {
  /** The submissions that Batch accepted, in order. */
  readonly submitted: readonly JobRequest[];
  /** The jobs that it knows, by id. Tests change them, add children and delete jobs. */
  readonly known: Map<string, JobState>;
  /** The calls that changed something: `terminate id: reason`. */
  readonly calls: readonly string[];
  /** The lines of log streams, by name. */
  readonly streams: Map<string, readonly string[]>;
}

interface FakeOptions {
  readonly queues?: readonly QueueState[];
  readonly definitions?: ReadonlyMap<string, RegisteredDefinition>;
  /** Runs before each submission. What it throws is thrown instead of a response. */
  readonly beforeSubmit?: (request: JobRequest) => void;
  /** Runs after a submission was accepted. What it throws hides the response. */
  readonly afterSubmit?: (request: JobRequest) => void;
}

/** A queue that takes jobs. */
export const openQueue = (name: string, changes: Partial<QueueState> = {}): QueueState => ({
  name,
  state: 'ENABLED',
  status: 'VALID',
  statusReason: undefined,
  fairShare: false,
  ...changes,
});

/** AWS Batch in memory, for unit tests. Nothing runs: tests set the states of jobs. */
export function fakeBatchClient({
  queues = [openQueue('q')],
  definitions = new Map(),
  beforeSubmit,
  afterSubmit,
}: FakeOptions = {}): FakeBatch {
  const submitted: JobRequest[] = [];
  const known = new Map<string, JobState>();
  const calls: string[] = [];
  const streams = new Map<string, readonly string[]>();
  const registered = new Map(definitions);
  const jobs = async (ids: readonly string[]) =>
    ids.map((id) => known.get(id)).filter((job) => job !== undefined);

  return {
    ...{ submitted, known, calls, streams },
    newestDefinition: async (name) => registered.get(name),
    register: async ({ jobDefinitionName = '', containerProperties }) => {
      const revision = (registered.get(jobDefinitionName)?.revision ?? 0) + 1;
      const arn = `arn:aws:batch:us-east-1:1:job-definition/${jobDefinitionName}:${revision}`;
      const made: RegisteredDefinition = {
        ...{ arn, revision, hash: undefined, memoryMiB: undefined, platform: 'ec2' },
        image: containerProperties?.image,
      };
      registered.set(jobDefinitionName, made);
      return made;
    },
    queue: async (name) => queues.find((queue) => queue.name === name),
    submit: async (request, { beforeEachTry } = {}) => {
      beforeEachTry?.();
      beforeSubmit?.(request);
      submitted.push(request);
      const id = `job-${submitted.length}`;
      const { name, arraySize, tags = {}, queue, definition } = request;
      known.set(id, jobState('SUBMITTED', { id, name, arraySize, tags, queue, definition }));
      afterSubmit?.(request);
      return id;
    },
    jobs,
    job: async (id) => (await jobs([id]))[0],
    jobsByName: async (queue, name) => {
      const prefix = name.endsWith('*') ? name.slice(0, -1) : undefined;
      return [...known.values()].filter(
        (job) =>
          job.queue === queue &&
          job.index === undefined &&
          (prefix === undefined ? job.name === name : job.name.startsWith(prefix)),
      );
    },
    children: async (id, status) =>
      [...known.values()].filter(
        (job) => job.id.startsWith(`${id}:`) && (status === undefined || job.status === status),
      ),
    terminate: async (id, reason) => void calls.push(`terminate ${id}: ${reason}`),
    cancel: async (id, reason) => void calls.push(`cancel ${id}: ${reason}`),
    lastLogLines: async (stream) => (streams.get(stream) ?? []).slice(-50),
    // CloudWatch repeats the token at the end of the stream. This token counts the lines read.
    logLines: async (stream, token = '0') => {
      const lines = (streams.get(stream) ?? []).slice(Number(token));
      return { lines, token: String(Number(token) + lines.length) };
    },
  };
}
