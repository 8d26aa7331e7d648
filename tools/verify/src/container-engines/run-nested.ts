import { workspaceRoot } from '@joblayer/local-cloud';
import { run, runInteractively, SubprocessError } from '@joblayer/subprocess';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from '../say.ts';
import { CHECKS, nestedContainer, type EngineCounts, type NestedEngine } from './nested-engines.ts';

const UP_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 500;
/** The limit of a check. It takes two to four minutes on two cores. */
const CHECK_WITHIN_SECONDS = 900;
const CA_BUNDLE = '/etc/ssl/certs/extra-ca.crt';

/** The inputs of all engines: the nested image, and files that are made once. */
export interface Materials {
  readonly image: string;
  /** `docker save` of the Debian base image. */
  readonly baseArchive: string;
  readonly debianImage: string;
  /** The checked-out commit, as a git bundle. */
  readonly bundle: string;
  readonly signal: AbortSignal;
}

const docker = async (...args: string[]): Promise<string> =>
  (await run(['docker', ...args])).stdout;

/** Runs each check on one engine, in a container that is removed afterwards. */
export async function tryEngine(
  { name, description }: NestedEngine,
  materials: Materials,
): Promise<EngineCounts> {
  const container = `joblayer-engine-${name}-${process.pid}`;
  await docker(...nestedContainer(container, name, materials.image));
  try {
    await docker('start', container);
    const reason = await whyNotUp(container, materials.signal);
    if (reason !== undefined) {
      say(`${description}: does not run nested on this machine: ${reason}`);
      return { passed: 0, failed: 0, notNested: CHECKS.length };
    }
    await prepare(container, materials);
    return await runChecks(container, description, materials.signal);
  } finally {
    await docker('rm', '--force', '--volumes', container);
  }
}

/** Waits for the engine. Returns the last lines of its log where it does not start. */
async function whyNotUp(container: string, signal: AbortSignal): Promise<string | undefined> {
  const deadline = Date.now() + UP_WITHIN_MS;
  while (Date.now() < deadline) {
    signal.throwIfAborted();
    const format = '{{.ServerVersion}}';
    const version = await docker('exec', container, 'docker', 'info', '--format', format).catch(
      ignoreFailure,
    );
    if (version) return undefined;
    const state = await docker('inspect', '--format', '{{.State.Running}}', container);
    if (state !== 'true') break;
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
  const { stdout, stderr } = await run(['docker', 'logs', '--tail', '5', container]);
  return [stdout, stderr].filter(Boolean).join('\n') || 'its log is empty';
}

function ignoreFailure(error: unknown): undefined {
  if (!(error instanceof SubprocessError)) throw error;
  return undefined;
}

async function prepare(container: string, materials: Materials): Promise<void> {
  const { baseArchive, bundle, debianImage } = materials;
  await docker('cp', baseArchive, `${container}:/root/base.tar`);
  await docker('cp', bundle, `${container}:/root/workspace.bundle`);
  // A proxy in between may sign with a site's own certificate.
  const extra = process.env['NODE_EXTRA_CA_CERTS'];
  if (extra) await docker('cp', '--follow-link', extra, `${container}:${CA_BUNDLE}`);
  const loaded = await docker('exec', container, 'docker', 'load', '--input', '/root/base.tar');
  // podman loads the image under localhost/, where docker's API does not find it.
  const name = /Loaded image: (\S+)/.exec(loaded)?.[1] ?? debianImage;
  if (name !== debianImage) await docker('exec', container, 'docker', 'tag', name, debianImage);
  await docker(
    'exec',
    container,
    'git',
    'clone',
    '--quiet',
    '/root/workspace.bundle',
    '/workspace',
  );
  const base = `JOBLAYER_ARG_DEBIAN_IMAGE=${debianImage}`;
  await docker('exec', container, 'sh', '-c', 'echo "$1" > /workspace/.env.local', 'sh', base);
}

async function runChecks(
  container: string,
  description: string,
  signal: AbortSignal,
): Promise<EngineCounts> {
  let [passed, failed] = [0, 0];
  const extra = process.env['NODE_EXTRA_CA_CERTS'];
  const env = extra ? ['--env', `NODE_EXTRA_CA_CERTS=${CA_BUNDLE}`] : [];
  for (const check of CHECKS) {
    signal.throwIfAborted();
    const started = performance.now();
    const limited = ['timeout', String(CHECK_WITHIN_SECONDS), 'check-engine', check];
    const exitCode = await runInteractively(['docker', 'exec', ...env, container, ...limited], {
      cwd: workspaceRoot,
      signal,
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    say(`${description}: ${check}: exit code ${exitCode} after ${seconds} s`);
    if (exitCode === 0) passed += 1;
    else failed += 1;
  }
  return { passed, failed, notNested: 0 };
}
