import { run } from '@joblayer/subprocess';
import { globSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { finish, type Finished } from '../finish.ts';
import { describedIn, grantOf } from './described.ts';
import type { Definition } from './definition.ts';
import { asUser } from './user.ts';

/** The job's output manifest: beside a file, or in a directory that is an output. */
const MANIFEST = 'outputs/**/{*.joblayer.json,joblayer.json}';

/** The job's directory in the container. */
const MOUNTED = '/data';

type Job = Readonly<Record<string, unknown>>;

/** The path of each output below `outputs`, by its name. */
export type OutputPaths = Readonly<Record<string, string>>;

/** Runs a job with docker in its directory: what the README of every tool tells a user to do. */
export async function runWithDocker(
  definition: Definition,
  image: string,
  job: Job,
  directory: string,
): Promise<Finished> {
  await rm(path.join(directory, 'outputs'), { recursive: true, force: true });
  const { spec, args } = jobArguments(definition, job);
  await writeFile(path.join(directory, 'job.json'), JSON.stringify(spec));
  const mount = ['--volume', `${directory}:${MOUNTED}`, '--network', 'none'];
  return finish([...(['docker', 'run', '--rm', ...asUser(), ...mount, image] as const), ...args]);
}

/** A job spec that is written to `job.json`, and the arguments that read it. */
export function jobArguments(definition: Definition, job: Job) {
  const { cpus, memoryMiB } = grantOf(definition);
  const named = definition.isDefault ? [] : [definition.name];
  return {
    spec: {
      'output-dir': 'outputs/',
      ...withDefaultNames(definition, job),
      cpus,
      'memory-mib': memoryMiB,
    },
    args: [...named, '--job-spec', 'job.json'],
  };
}

/**
 * Descriptors leave outputs their default names, so that docker's run does as well. An output that
 * is made on request alone is requested as descriptors do.
 */
function withDefaultNames(definition: Definition, job: Job): Job {
  const outputs = new Map(
    Object.values(describedIn(definition).outputs).map((output) => [output.flag, output]),
  );
  return Object.fromEntries(
    Object.entries(job).flatMap(([flag, value]) => {
      const output = outputs.get(flag);
      if (!output) return [[flag, value]];
      const isRequested = output.insteadOf !== undefined || (output.onRequest && !output.beside);
      if (!isRequested) return [];
      return [[flag, output.kind === 'directory' ? `outputs/${flag}/` : 'outputs/']];
    }),
  );
}

export function outputPaths(directory: string): OutputPaths {
  const listed = globSync(MANIFEST, { cwd: directory }).flatMap((file) => {
    const text = readFileSync(path.join(directory, file), 'utf8');
    return (JSON.parse(text) as { outputs: { name: string; location: string }[] }).outputs;
  });
  return Object.fromEntries(
    listed.map(({ name, location }) => [
      name,
      path.relative(path.join(MOUNTED, 'outputs'), path.resolve(MOUNTED, location)),
    ]),
  );
}

export const versionOfDocker = async (): Promise<string> =>
  (await run(['docker', 'version', '--format', '{{.Server.Version}}'])).stdout;
