import { startAttached } from '@joblayer/subprocess/start-attached';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../engine/engine.ts';
import { engineProblem } from '../engine/problems.ts';
import { say } from '../say.ts';
import type { StopSignals } from './stop-signals.ts';

/** A container's volumes may be large. What takes longer is left to the engine. */
const REMOVAL_MS = 10_000;

export interface FollowOptions {
  readonly name: string;
  /** The options and operands of `create`. */
  readonly args: readonly string[];
  /** The environment of the engine's program: it holds the values of the container's variables. */
  readonly env: NodeJS.ProcessEnv;
  readonly signals: StopSignals;
  /** How long the job has to stop, before the engine kills it. */
  readonly stopSeconds: number;
  readonly onStdout?: ((chunk: Buffer) => void) | undefined;
  readonly onStderr?: ((chunk: Buffer) => void) | undefined;
  /** Called when a running job is asked to stop. Default: a message. */
  readonly onStopping?: (() => void) | undefined;
}

/**
 * Runs a container to its end, and returns the job's exit code. A signal stops it, a second one kills it. No container
 * is left.
 *
 * @throws ProblemError `engine-refused`, `engine-lost`, `engine-silent`
 */
export async function followContainer(engine: Engine, options: FollowOptions): Promise<number> {
  const { name, env, signals, onStdout, onStderr } = options;
  const { program } = engine;
  const remove = () => engine.call(['rm', '--force', '--volumes', name]).catch(() => undefined);
  if (signals.stop.aborted) return signals.exitCode();
  await create(engine, options);
  if (signals.stop.aborted) {
    await remove();
    return signals.exitCode();
  }
  const stopped = onAbort(signals.stop, () => stop(engine, options));
  const killed = onAbort(signals.kill, () => remove());
  const attached = { env, onStdout, onStderr };
  const exitCode = await startAttached([program, 'start', '--attach', name], attached);
  await stopped();
  await killed();
  if (exitCode === 0) return 0;
  if ((await stateOf(engine, name)) === 'running')
    throw engineProblem({ code: 'engine-lost', program, name });
  await remove();
  await untilRemoved(engine, name);
  return exitCode;
}

/**
 * The engine removes a container that has ended. It refuses a removal that is already in progress, and may list the
 * container a moment longer.
 */
async function untilRemoved(engine: Engine, name: string): Promise<void> {
  const end = Date.now() + REMOVAL_MS;
  while ((await stateOf(engine, name)) !== undefined && Date.now() < end) await sleep(50);
}

async function create(engine: Engine, { args, env }: FollowOptions): Promise<void> {
  try {
    await engine.call(['create', ...args], { env });
  } catch (error) {
    if (!engineProblem.is(error, 'engine-silent')) throw error;
    const { program, detail } = error.problem;
    throw engineProblem({ code: 'engine-refused', program, detail }, error);
  }
}

/** A job that did not start yet has nothing to roll back, and the engine would not stop it. */
async function stop(engine: Engine, options: FollowOptions): Promise<void> {
  const { name, stopSeconds, signals, onStopping = sayStopping } = options;
  const isRunning = (await stateOf(engine, name)) === 'running';
  if (isRunning) onStopping();
  const command = isRunning
    ? ['stop', '--time', String(stopSeconds), name]
    : ['rm', '--force', '--volumes', name];
  const call = { timeoutMs: (stopSeconds + 30) * 1000, signal: signals.kill };
  await engine.call(command, call).catch(() => undefined);
}

const sayStopping = () => say('stopping the job; press Ctrl-C again to end it at once');

/** Undefined if there is no such container. */
async function stateOf(engine: Engine, name: string): Promise<string | undefined> {
  try {
    return await engine.call(['container', 'inspect', '--format', '{{.State.Status}}', name]);
  } catch (error) {
    const isAbsent = /no such (?:container|object)/i;
    if (engineProblem.is(error, 'engine-silent') && isAbsent.test(error.problem.detail))
      return undefined;
    throw error;
  }
}

/** Calls `act` at most once. The function returned waits for its end, if it was called. */
function onAbort(signal: AbortSignal, act: () => Promise<unknown>): () => Promise<unknown> {
  let acting: Promise<unknown> = Promise.resolve();
  const listener = () => {
    acting = act();
  };
  signal.addEventListener('abort', listener, { once: true });
  return () => {
    signal.removeEventListener('abort', listener);
    return acting;
  };
}
