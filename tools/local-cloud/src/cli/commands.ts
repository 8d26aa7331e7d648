import { asShellExports, hostEnvironment, userEnvironment } from '../cloud/environment.ts';
import { findFault } from '../cloud/health.ts';
import { observePart, publishedPorts } from '../cloud/observe.ts';
import { cloudNames } from '../cloud/plan.ts';
import { startCloud } from '../cloud/start.ts';
import { cloudStatus } from '../cloud/status.ts';
import { stopCloud } from '../cloud/stop.ts';
import { ensureDebianImage } from '../debian/ensure-debian-image.ts';
import { DEBIAN_11 } from '../debian/release.ts';
import { logTail } from '../docker.ts';
import { ensureEngine, stopEngine } from '../engine/ensure-engine.ts';
import { LocalCloudError } from '../error.ts';
import type { Notify } from '../notify.ts';
import { describeStatus, describeStop } from './text.ts';

/** Receives a command's result and its progress. */
export interface Output {
  print(text: string): void;
  notify: Notify;
  readonly signal: AbortSignal;
}

export async function start(
  args: {
    name: string;
    awsPort?: number | undefined;
    registryPort?: number | undefined;
    vcpus?: number | undefined;
  },
  { print, notify, signal }: Output,
): Promise<void> {
  const engine = await ensureEngine({ notify, signal, user: 'local-cloud start' });
  try {
    const cloud = await startCloud({ ...args, notify, signal });
    notify(cloud.startedByUs ? 'started' : 'was running already');
    await prepareDebian11(notify, signal);
    print(describeStatus(await cloudStatus(cloud.name)));
  } finally {
    // The engine stays up while it runs the cloud's containers. Without them it is not needed.
    await engine.release();
  }
}

/**
 * For the tools whose builds need it. The cloud works without it, so a failure is only reported.
 */
async function prepareDebian11(notify: Notify, signal: AbortSignal): Promise<void> {
  try {
    await ensureDebianImage({ notify, signal }, DEBIAN_11);
  } catch (error) {
    if (!(error instanceof LocalCloudError)) throw error;
    notify(error.message);
  }
}

export async function stop(args: { name: string }, { print }: Output): Promise<void> {
  print(describeStop(args.name, await stopCloud(args), await stopEngine()));
}

export async function status(args: { name: string; json: boolean }, { print }: Output) {
  const found = await cloudStatus(args.name);
  print(args.json ? JSON.stringify(found, undefined, 2) : describeStatus(found));
}

export async function env(args: { name: string }, { print }: Output): Promise<void> {
  const names = cloudNames(args.name);
  // The engine knows the cloud also where another clone started it.
  const ports = await publishedPorts(names);
  if (!ports || (await findFault(ports))) {
    throw new LocalCloudError({ code: 'not-running', name: args.name });
  }
  const { awsPort: aws, registryPort: registry } = ports;
  print(
    asShellExports({
      ...hostEnvironment({ aws, registry }),
      ...userEnvironment(names, registry),
    }),
  );
}

export async function logs(args: { name: string; lines: number }, { print }: Output) {
  const names = cloudNames(args.name);
  for (const container of [names.aws, names.registry]) {
    if (!(await observePart(names, container))) {
      throw new LocalCloudError({ code: 'not-running', name: args.name });
    }
    print(`== ${container}\n${await logTail(container, args.lines)}`);
  }
}
