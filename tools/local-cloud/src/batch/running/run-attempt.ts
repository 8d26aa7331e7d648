import { createHash, randomUUID } from 'node:crypto';
import { arnOf, type Place } from '../model/arn.ts';
import type { Job } from '../model/job.ts';
import type { AttemptEnd, RunAttempt } from '../scheduling/runner.ts';
import { containerName, containerOf, type Surroundings } from './container.ts';
import { EngineError, withQuery, type Engine } from './engine.ts';
import { ensureImage, type RegistryAuths } from './images.ts';
import { createLogStream, sendLines, type CallLogs } from './log-writer.ts';

/** https://docs.aws.amazon.com/batch/latest/userguide/using_cloudwatch_logs.html */
const LOG_GROUP = '/aws/batch/job';
/** https://docs.aws.amazon.com/batch/latest/userguide/job_timeouts.html */
const SIGKILL_AFTER_SECONDS = 30;
/** Of ECS's RunTask, which Batch calls. */
const MOST_OVERRIDES_CHARACTERS = 8192;

const NEVER_STARTED = 'Task failed to start';
const EXITED = 'Essential container in task exited';

export interface Runner {
  readonly engine: Engine;
  readonly auths: RegistryAuths;
  readonly logs: CallLogs;
  readonly place: Place;
  readonly surroundings: Surroundings;
  /** Reports a failure that no job can report. */
  readonly say: (line: string) => void;
}

/** Runs attempts as containers of the engine. Their log goes to CloudWatch while they run. */
export const attemptRunner =
  (runner: Runner): RunAttempt =>
  async (job, attempt, onRunning, signal) => {
    const facts = {
      taskArn: taskArn(runner.place),
      containerInstanceArn: instanceArn(runner.place),
    };
    let id: string | undefined;
    try {
      id = await create(runner, job, attempt);
      const log = await openLog(runner, job, facts.taskArn);
      if (signal.aborted) return { statusReason: NEVER_STARTED, container: facts };
      await phase(
        'CannotStartContainerError',
        runner.engine.call('POST', `/containers/${id}/start`),
      );
      const container = { ...facts, logStreamName: log.logStreamName };
      onRunning(container);
      return { ...(await follow(runner, job, id, log, signal)), container };
    } catch (error) {
      runner.say(`job ${job.id}: ${(error as Error).message}`);
      return { reason: (error as Error).message, statusReason: NEVER_STARTED, container: facts };
    } finally {
      if (id !== undefined) await removeContainer(runner, id);
    }
  };

/** Words a failure as ECS does: the phase's error, then the engine's message. */
async function phase<T>(name: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const from = error instanceof EngineError ? 'Error response from daemon: ' : '';
    throw new Error(`${name}: ${from}${(error as Error).message}`, { cause: error });
  }
}

async function create({ engine, auths, surroundings }: Runner, job: Job, attempt: number) {
  const { container, overridesLength } = job.request;
  if (overridesLength > MOST_OVERRIDES_CHARACTERS)
    throw new Error(`Container Overrides length must be at most ${MOST_OVERRIDES_CHARACTERS}`);
  if (container.secrets?.length)
    throw new Error('ResourceInitializationError: the local cloud has no secrets to pull');
  const ensured = ensureImage(engine, container.image ?? '', auths);
  const image = await phase('CannotPullContainerError', ensured);
  const path = withQuery('/containers/create', { name: containerName(job, attempt) });
  const made = async () =>
    engine.call('POST', path, { body: containerOf(job, attempt, image, surroundings) });
  const created = (await phase('CannotCreateContainerError', made())) as { Id: string };
  return created.Id;
}

/** Named as on AWS: the definition or the prefix, `default`, the task's id. */
async function openLog({ logs }: Runner, job: Job, task: string) {
  const { logConfiguration } = job.request.container;
  const options = logConfiguration?.options ?? {};
  const prefix = options['awslogs-stream-prefix'] ?? job.request.definitionName;
  const stream = {
    logGroupName: options['awslogs-group'] ?? LOG_GROUP,
    logStreamName: `${prefix}/default/${task.slice(task.lastIndexOf('/') + 1)}`,
  };
  const mayCreateGroup =
    stream.logGroupName === LOG_GROUP || options['awslogs-create-group'] === 'true';
  await phase(
    'CannotStartContainerError: Error response from daemon: failed to initialize logging driver: failed to create Cloudwatch log stream',
    createLogStream(logs, stream, mayCreateGroup),
  );
  return stream;
}

/** Waits for the container's end. */
async function follow(
  runner: Runner,
  job: Job,
  id: string,
  log: { logGroupName: string; logStreamName: string },
  signal: AbortSignal,
): Promise<Omit<AttemptEnd, 'container'>> {
  const { engine, say } = runner;
  const stop = () => {
    const seconds = job.isHostLost ? 0 : SIGKILL_AFTER_SECONDS;
    const path = withQuery(`/containers/${id}/stop`, { t: String(seconds) });
    engine.call('POST', path).catch((error: Error) => say(`stop ${id}: ${error.message}`));
  };
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    const output = withQuery(`/containers/${id}/logs`, { follow: '1', stdout: '1', stderr: '1' });
    await sendLines(runner.logs, log, await engine.open('GET', output)).catch((error: Error) =>
      say(`log of ${id}: ${error.message}`),
    );
    await engine.call('POST', `/containers/${id}/wait`);
    if (job.isHostLost) return HOST_LOST;
    const { State } = (await engine.call('GET', `/containers/${id}/json`)) as Inspected;
    return {
      exitCode: State.ExitCode,
      ...(State.OOMKilled && { reason: 'OutOfMemoryError: Container killed due to memory usage' }),
      statusReason: EXITED,
    };
  } catch (error) {
    if (!(error instanceof EngineError) || error.httpStatus !== 404) throw error;
    // Someone else removed the container. For the job, that is the same.
    return HOST_LOST;
  }
}

interface Inspected {
  readonly State: { readonly ExitCode: number; readonly OOMKilled: boolean };
}

async function removeContainer({ engine, say }: Runner, id: string): Promise<void> {
  const path = withQuery(`/containers/${id}`, { force: '1', v: '1' });
  await engine.call('DELETE', path).catch((error: EngineError) => {
    if (error.httpStatus !== 404) say(`remove ${id}: ${error.message}`);
  });
}

const instanceId = `i-0${createHash('sha256').update('local-cloud').digest('hex').slice(0, 16)}`;

const HOST_LOST = { statusReason: `Host EC2 (instance ${instanceId}) terminated.` };

const ecsArn = (place: Place, kind: string) =>
  arnOf(place, 'job', '').replace(/:batch:(.*):job\/$/, `:ecs:$1:${kind}/local-cloud`);
const taskArn = (place: Place) => `${ecsArn(place, 'task')}/${randomUUID().replaceAll('-', '')}`;
const instanceArn = (place: Place) =>
  `${ecsArn(place, 'container-instance')}/${instanceId.slice(2)}`;
