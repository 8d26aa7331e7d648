import {
  ensureDebianImage,
  ensureEngine,
  ensureHelperImage,
  stateDirectory,
  workspaceRoot,
} from '@joblayer/local-cloud';
import { run } from '@joblayer/subprocess';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { say } from '../say.ts';
import { exitCodeOf, NESTED_ENGINES, type EngineCounts } from './nested-engines.ts';
import { tryEngine } from './run-nested.ts';
import { trySocketThroughLink } from './socket-through-link.ts';

/** Exit code of a wrong command line (sysexits.h). */
const USAGE_ERROR = 64;
/** The usual path. `/var/run` is a link to `/run` on every current Linux. */
const SOCKET = '/var/run/docker.sock';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !NESTED_ENGINES.some((engine) => engine.name === name));
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => stop.abort(new Error(`stopped by ${signal}`)));

if (unknown.length > 0) {
  const known = NESTED_ENGINES.map(({ name }) => name).join(', ');
  say(`Unknown engine: ${unknown.join(', ')}. Give some of ${known}, or no argument for all.`);
  process.exitCode = USAGE_ERROR;
} else process.exitCode = await tryAll(stop.signal);

/** One engine at a time: each needs all of a small machine. */
async function tryAll(signal: AbortSignal): Promise<number> {
  const engine = await ensureEngine({
    notify: say,
    signal,
    user: 'npm run test:container-engines',
  });
  await mkdir(stateDirectory, { recursive: true });
  const directory = await mkdtemp(path.join(stateDirectory, 'engines-'));
  try {
    const debianImage = await ensureDebianImage({ notify: say, signal });
    const image = await nestedImage(debianImage, signal);
    const materials = { image, signal, ...(await archives(directory, debianImage)) };
    const counts = [await trySocketThroughLink(image, SOCKET, directory)];
    for (const nested of NESTED_ENGINES)
      if (wanted.length === 0 || wanted.includes(nested.name))
        counts.push(await tryEngine(nested, materials));
    return report(counts);
  } finally {
    await rm(directory, { recursive: true, force: true });
    await engine.release();
  }
}

/** Hoisted, because the module's own `await` above calls it. */
function nestedImage(debianImage: string, signal: AbortSignal): Promise<string> {
  return ensureHelperImage(
    {
      repository: 'joblayer/nested-engines',
      context: path.resolve(import.meta.dirname, '../../engines/image'),
      base: { argument: 'DEBIAN_IMAGE', image: debianImage },
    },
    { notify: say, signal },
  );
}

/** Tries the commit: files that are not committed cannot be in the bundle. */
async function archives(directory: string, debianImage: string) {
  const baseArchive = path.join(directory, 'base.tar');
  const bundle = path.join(directory, 'workspace.bundle');
  await run(['docker', 'save', '--output', baseArchive, debianImage]);
  await run(['git', '-C', workspaceRoot, 'bundle', 'create', bundle, 'HEAD']);
  return { baseArchive, bundle, debianImage };
}

function report(all: readonly EngineCounts[]): number {
  const sum = (key: keyof EngineCounts) => all.reduce((total, counts) => total + counts[key], 0);
  const counts = { passed: sum('passed'), failed: sum('failed'), notNested: sum('notNested') };
  process.stdout.write(
    `${counts.passed} passed, ${counts.failed} failed, ${counts.notNested} not tried: their engine does not run nested here\n`,
  );
  return exitCodeOf(counts);
}
