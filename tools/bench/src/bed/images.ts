import { ensureDebianImage, ensureHelperImage, workspaceRoot } from '@joblayer/local-cloud';
import { readImageRecord } from '@joblayer/nx-container/image';
import { containerPackage } from '@joblayer/nx-container/package';
import { run } from '@joblayer/subprocess';
import path from 'node:path';
import { BenchError } from '../error.ts';
import type { RunContext } from '../run-context.ts';

export interface Images {
  /** The image of all sides that do not run in a tool's image: the peers, with the Node of Joblayer's images. */
  readonly peers: string;
  readonly samtoolsStats: string;
  readonly bwaMem: string;
  readonly tls: string;
}

const contextOf = (name: string) => path.resolve(import.meta.dirname, '../../images', name);

/** Builds the images that the engine does not have yet. @throws SubprocessError, BenchError `image-not-recorded` */
export async function buildImages(context: RunContext): Promise<Images> {
  const debian = await ensureDebianImage(context);
  context.notify('building the images of this workspace');
  await buildWorkspaceImages(context.signal);
  const base = await recorded('base');
  const helper = (name: string, argument: string, image: string) =>
    ensureHelperImage(
      {
        repository: `joblayer/bench-${name}`,
        context: contextOf(name),
        base: { argument, image },
      },
      context,
    );
  return {
    peers: await helper('peers', 'BASE_IMAGE', base),
    tls: await helper('tls', 'DEBIAN_IMAGE', debian),
    samtoolsStats: await recorded('samtools-stats'),
    bwaMem: await recorded('bwa-mem'),
  };
}

async function buildWorkspaceImages(signal: AbortSignal): Promise<void> {
  const modules = path.join(workspaceRoot, 'node_modules');
  const nx = path.join(modules, 'nx', 'dist', 'bin', 'nx.js');
  await run(
    [
      process.execPath,
      ...['--disable-warning=ExperimentalWarning', nx, 'run-many'],
      ...['--target=docker-build', '--projects=samtools-stats,bwa-mem', '--output-style=static'],
    ],
    {
      cwd: workspaceRoot,
      signal,
      // Echo to stderr, because stdout is for the report.
      echo: true,
      env: {
        // Nx and its tasks must find the Node of the workspace before that of the host.
        PATH: [path.join(modules, '.bin'), process.env['PATH']].join(':'),
        NX_DAEMON: 'false',
        NX_TUI: 'false',
      },
    },
  );
}

async function recorded(image: string): Promise<string> {
  const record = await readImageRecord(containerPackage(workspaceRoot, `packages/${image}`));
  if (record === undefined) throw new BenchError({ code: 'image-not-recorded', image });
  return record.reference;
}
