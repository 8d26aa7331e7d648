import { run } from '@joblayer/subprocess';
import {
  removeEngineImages,
  uniquePrefix,
  type NxWorkspace,
  nxWorkspace,
  type SpiedDocker,
  spiedDocker,
} from '@joblayer/nx-container/testing';
import { packageNames, toolPackages } from './tool-packages.ts';

/** One kind of run: its median time, and the calls of its last round. */
export interface MeasuredRun {
  readonly name: string;
  readonly seconds: number;
  /** Tasks whose result Nx had in its cache. */
  readonly remembered: number;
  readonly calls: number;
  readonly mostAboutOneImage: number;
}

export interface Measurement {
  readonly packages: number;
  readonly runs: readonly MeasuredRun[];
}

const ALL = ['run-many', '-t', 'docker-build'];
const AFFECTED = ['affected', '-t', 'docker-build', '--base=HEAD~1', '--head=HEAD'];

/** Builds `size` tools and their base in a workspace of their own. Then it measures how much later builds do. */
export async function measure(size: number, rounds: number): Promise<Measurement> {
  const prefix = uniquePrefix();
  const workspace = await nxWorkspace(prefix, toolPackages(prefix, size));
  try {
    const docker = await spiedDocker(workspace);
    const time = (name: string, count: number, args: readonly string[], before?: () => unknown) =>
      timed({ workspace, docker, prefix, size }, { name, count, args, before });
    await git(workspace, 'init', '--quiet', '--initial-branch=main');
    await commit(workspace);
    const runs = [
      await time('first build', 1, ALL),
      await time('no-op, the first', 1, ALL),
      await time('no-op', rounds, ALL),
      await time('no-op without Nx’ cache', 1, [...ALL, '--skipNxCache']),
      await time('affected: one tool changed', rounds, AFFECTED, async () => {
        await workspace.write('packages/tool-1/src/main.ts', `console.log(${Math.random()});\n`);
        await commit(workspace);
      }),
      await time('affected: nothing but a README', rounds, AFFECTED, async () => {
        await workspace.write('packages/tool-1/README.md', `${Math.random()}\n`);
        await commit(workspace);
      }),
    ];
    return { packages: size, runs };
  } finally {
    await removeEngineImages(prefix);
    await workspace.remove();
  }
}

interface Setup {
  readonly workspace: NxWorkspace;
  readonly docker: SpiedDocker;
  readonly prefix: string;
  readonly size: number;
}

interface Timing {
  readonly name: string;
  readonly count: number;
  readonly args: readonly string[];
  /** Runs before each round, untimed. */
  readonly before: (() => unknown) | undefined;
}

async function timed(
  { workspace, docker, prefix, size }: Setup,
  { name, count, args, before }: Timing,
): Promise<MeasuredRun> {
  const seconds: number[] = [];
  let output = '';
  for (let round = 0; round < count; round += 1) {
    await before?.();
    await docker.forget();
    const start = performance.now();
    const result = await workspace.nx([...args, '--outputStyle=static'], docker.env);
    seconds.push((performance.now() - start) / 1000);
    output = result.stdout + result.stderr;
  }
  const calls = docker.calls();
  const about = packageNames(size).map(
    (image) => calls.filter((call) => namesImage(call, `${prefix}/${image}`)).length,
  );
  return {
    name,
    seconds: median(seconds),
    remembered: [...output.matchAll(/\[local cache\]|\[existing outputs match/g)].length,
    calls: calls.length,
    mostAboutOneImage: Math.max(...about),
  };
}

/** Compares whole names: `…/tool-1` must not match `…/tool-10`. */
const namesImage = (call: string, image: string): boolean =>
  call.split(' ').some((word) => word.endsWith(image) || word.includes(`${image}:`));

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const git = (workspace: NxWorkspace, ...args: string[]) =>
  run(['git', '-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
    cwd: workspace.root,
  });

async function commit(workspace: NxWorkspace): Promise<void> {
  await git(workspace, 'add', '--all');
  await git(workspace, 'commit', '--quiet', '--message', 'change');
}
