import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { finish } from '../../finish.ts';
import { workDirectory } from '../../locations.ts';
import type { EngineJob } from '../../plan/job.ts';
import type { Engine, Results, Timed } from '../engine.ts';
import { filesOf, isCollected } from './datasets.ts';
import { GalaxyServer } from './server.ts';
import { testResults, type TestResult } from './test-results.ts';
import { withoutPrograms } from './without-programs.ts';
import { toolId, writeTool, writeTools } from './tools.ts';

/** A real Galaxy server runs the tests of the exported tools. */
export const galaxy: Engine = {
  name: 'galaxy',
  python: 'galaxy',
  compared: { isCollected, normalize: withoutPrograms },
  async setUp(kit, jobs) {
    const { bin } = kit;
    const root = path.join(workDirectory, 'galaxy-server');
    const toolsDirectory = path.join(root, 'tools');
    const tools = await writeTools(jobs, toolsDirectory);
    const env = {
      ...kit.env,
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
      HOME: path.join(root, 'home'),
    };
    const server = await GalaxyServer.start(bin, root, tools, kit.env, kit.signal);
    const version = JSON.parse((await server.get('version')).toString()) as {
      readonly version_major: string;
      readonly version_minor?: string;
    };
    return {
      version: [version.version_major, version.version_minor].filter(Boolean).join('.'),
      async run(own, directory) {
        const results = new Map<string, Timed>();
        for (const job of own)
          results.set(
            job.definition.name,
            await runTest({ server, bin, tools: toolsDirectory, env }, job, directory),
          );
        return results satisfies Results;
      },
      stop: () => server.stop(),
    };
  },
};

interface Context {
  readonly server: GalaxyServer;
  readonly bin: string;
  /** A directory for each tool. */
  readonly tools: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

async function runTest(
  { server, bin, tools, env }: Context,
  job: EngineJob,
  directory: string,
): Promise<Timed> {
  const started = performance.now();
  const own = path.join(directory, job.definition.name);
  await mkdir(own, { recursive: true });
  // The server may have the tool with another case, and other files of the same names.
  await writeTool(job, tools);
  await server.get(`tools/${toolId(job.definition.name)}/reload`);
  const report = path.join(own, 'report.json');
  const { stdout, stderr } = await finish(
    [
      ...([path.join(bin, 'galaxy-tool-test'), '--galaxy-url', server.url] as const),
      ...['--key', server.key, '--admin-key', server.key, '--tool-id', toolId(job.definition.name)],
      ...['--no-history-cleanup', '--no-history-reuse', '--verbose'],
      ...['--output-json', report],
    ],
    { cwd: own, env },
  );
  const [result] = testResults(await readFile(report, 'utf8').catch(() => '{}'));
  const log = [stdout, stderr, result?.log].join('\n');
  const seconds = (performance.now() - started) / 1000;
  if (!result?.passed) return { exitCode: result?.exitCode || 1, log, seconds, files: new Map() };
  const datasets = await download(server, result);
  return { exitCode: 0, log, seconds, files: await filesOf(job, datasets, own) };
}

async function download(
  server: GalaxyServer,
  { outputs }: TestResult,
): Promise<Map<string, Buffer>> {
  const datasets = new Map<string, Buffer>();
  for (const [name, id] of outputs)
    datasets.set(name, await server.get(`datasets/${id}/display?raw=true`));
  return datasets;
}
