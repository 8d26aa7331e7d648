import { workspaceRoot, stateDirectory, type Cloud } from '@joblayer/local-cloud';
import { startPipeline, shellExitCode, type Argv } from '@joblayer/subprocess';
import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { DemoError } from '../error.ts';
import { followFile } from './follow-file.ts';
import { imageReferences } from './image-references.ts';
import { nxEnvironment } from './nx-environment.ts';

const KILL_AFTER_MS = 15_000;
const LOG_LINES_ON_FAILURE = 40;

export interface PushOptions {
  readonly onLine: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Builds and pushes the images of `tools` and the images they build on, with `nx run-many -t
 * docker-push`. Returns each tool's digest reference.
 *
 * @throws DemoError `build-failed`, `image-not-pushed`
 */
export async function pushImages<Tool extends string>(
  cloud: Cloud,
  tools: readonly Tool[],
  { onLine, signal }: PushOptions,
): Promise<Readonly<Record<Tool, string>>> {
  const directory = path.join(stateDirectory, 'demo');
  const logFile = path.join(directory, 'docker-push.log');
  await mkdir(directory, { recursive: true });
  const log = await open(logFile, 'w');
  try {
    const nx = await startPipeline([nxCommand(tools)], {
      cwd: workspaceRoot,
      env: nxEnvironment(cloud),
      stdout: log.fd,
      pipeDirectory: directory,
      onStderr: (chunk) => void log.write(chunk),
    });
    const stop = () => {
      nx.kill('SIGTERM');
      setTimeout(() => nx.kill('SIGKILL'), KILL_AFTER_MS).unref();
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      const tail: string[] = [];
      await followFile(logFile, nx.ended, (line) => {
        tail.push(`  | ${line}`);
        if (tail.length > LOG_LINES_ON_FAILURE) tail.shift();
        onLine(line);
      });
      const { failure } = await nx.ended;
      signal.throwIfAborted();
      if (failure) {
        const exitCode = shellExitCode(failure);
        throw new DemoError({ code: 'build-failed', exitCode, logFile, logTail: tail.join('\n') });
      }
    } finally {
      signal.removeEventListener('abort', stop);
    }
  } finally {
    await log.close();
  }
  return pickReferences(await readFile(logFile, 'utf8'), cloud.registry, tools, logFile);
}

const nxCommand = (tools: readonly string[]): Argv => [
  process.execPath,
  path.join(workspaceRoot, 'node_modules', 'nx', 'dist', 'bin', 'nx.js'),
  'run-many',
  '--target=docker-push',
  `--projects=${tools.join(',')}`,
  '--output-style=stream',
];

function pickReferences<Tool extends string>(
  output: string,
  registry: string,
  tools: readonly Tool[],
  logFile: string,
): Record<Tool, string> {
  const found = imageReferences(output, registry);
  const picked = tools.map((tool) => {
    const reference = found.get(tool);
    if (!reference) throw new DemoError({ code: 'image-not-pushed', tool, registry, logFile });
    return [tool, reference] as const;
  });
  return Object.fromEntries(picked) as Record<Tool, string>;
}
