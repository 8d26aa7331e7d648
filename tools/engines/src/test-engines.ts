import {
  ensureDebianImage,
  ensureEngine,
  DEBIAN_11,
  startCloud,
  workspaceRoot,
  type Cloud,
} from '@joblayer/local-cloud';
import { buildImages } from '@joblayer/verify/build-images';
import pLimit from 'p-limit';
import { format, resolveConfig } from 'prettier';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ENGINES } from './engines/index.ts';
import type { Kit } from './engines/engine.ts';
import { resultsFile, workDirectory } from './locations.ts';
import { findDefinitions, type Definition } from './plan/definition.ts';
import { findAbsentOutput } from './plan/absent-output.ts';
import { findFailing } from './plan/failing-case.ts';
import { Jobs } from './plan/prepare-jobs.ts';
import { apptainerLogin, dockerConfig, publish } from './plan/publish.ts';
import { definitionsFor, unknownNames, type Selection } from './plan/select.ts';
import { hasFailed, lineOf, tableOf, type Matrix } from './report/matrix.ts';
import { withResults } from './report/page-table.ts';
import { OTHER_ROWS, PAGE_ROW } from './report/rows.ts';
import { runEngine, type EngineReport } from './run-engine.ts';
import { prepareReader, walkSection } from './page/walk-page.ts';
import { say } from './say.ts';
import { validated } from './validators.ts';

/** Each checkout has its own cloud, on free ports. */
const CLOUD_NAME = `joblayer-engines-${createHash('sha256').update(workspaceRoot).digest('hex').slice(0, 6)}`;

/** Engines wait much for containers, so that two use two CPUs well. */
const AT_ONCE = 2;

/** An engine that hangs is stopped. A run of all definitions in the slowest one takes a third of it. */
const ENGINE_LIMIT_MS = 30 * 60_000;

const USAGE_ERROR = 64;

/** Sets up what is absent, runs the selection, and prints the matrix. Returns the exit code. */
export async function testEngines(selection: Selection, signal: AbortSignal): Promise<number> {
  const engine = await ensureEngine({ notify: say, signal, user: 'npm run test:engines' });
  let cloud: Cloud | undefined;
  try {
    await ensureDebianImage({ notify: say, signal });
    await ensureDebianImage({ notify: say, signal }, DEBIAN_11);
    const ports = { awsPort: 0, registryPort: 0 };
    cloud = await startCloud({ name: CLOUD_NAME, ...ports, notify: say, signal });
    await buildImages(signal, cloud.env);
    const definitions = await findDefinitions();
    const unknown = unknownNames(
      selection.tools,
      definitions.map(({ name }) => name),
    );
    if (unknown.length > 0) {
      say(
        `--tool ${unknown.join(' ')}: no definition has this name. There are: ${definitions.map(({ name }) => name).join(', ')}.`,
      );
      return USAGE_ERROR;
    }
    const matrix = await runSelection(definitions, selection, cloud, signal);
    await writeFile(resultsFile, `${JSON.stringify(matrix, null, 2)}\n`);
    process.stdout.write(`${tableOf(matrix)}\n`);
    if (isWhole(selection)) await writeResults(matrix);
    return hasFailed(matrix) ? 1 : 0;
  } finally {
    await cloud?.stop();
    await engine.release();
  }
}

/** Every definition in every engine: what the page states. */
const isWhole = ({ all, engines, tools }: Selection): boolean =>
  all && engines.length === 0 && tools.length === 0;

async function writeResults(matrix: Matrix): Promise<void> {
  const page = path.join(workspaceRoot, PAGE_ROW);
  const text = withResults(await readFile(page, 'utf8'), matrix);
  await writeFile(page, await format(text, { ...(await resolveConfig(page)), filepath: page }));
}

export async function runSelection(
  definitions: readonly Definition[],
  selection: Selection,
  cloud: Cloud,
  signal: AbortSignal,
): Promise<Matrix> {
  await rm(workDirectory, { recursive: true, force: true });
  await mkdir(workDirectory, { recursive: true });
  const config = await dockerConfig(cloud, path.join(workDirectory, 'docker-config'));
  const env = { DOCKER_CONFIG: config, ...apptainerLogin(cloud) };
  const kit: Kit = { env, signal };
  const images = await publish(definitions, cloud, config);
  const jobs = new Jobs(definitions, images, path.join(workDirectory, 'cases'));
  const names = definitions.map(({ name }) => name);
  const failing = findFailing(definitions);
  const absent = findAbsentOutput(definitions);
  const special = {
    failing: failing && (await jobs.failing(failing.name)),
    absent: absent && (await jobs.withoutOutput(absent)),
  };
  const chosen = ENGINES.filter(
    ({ name }) => selection.engines.length === 0 || selection.engines.includes(name),
  );
  const exported = definitions.map((definition) => ({
    ...{ definition, toolCase: definition.toolCase },
    image: images.get(definition.package) ?? '',
  }));
  await prepareReader({ cloud, kit });
  const limit = pLimit(AT_ONCE);
  const reports = await Promise.all(
    chosen.map((engine) =>
      limit(async (): Promise<EngineReport> => {
        const own = definitionsFor(engine.name, names, selection);
        const ownJobs = [];
        for (const name of own) ownJobs.push(await jobs.of(name));
        const limited = {
          ...kit,
          signal: AbortSignal.any([signal, AbortSignal.timeout(ENGINE_LIMIT_MS)]),
        };
        const report = await runEngine(engine, limited, ownJobs, special, workDirectory);
        const cells = [
          ...report.cells,
          ...(await validated(engine, exported, limited.signal)),
          ...(await walkSection(engine, { cloud, kit: limited })),
        ];
        cells.forEach((cell) => say(lineOf(cell)));
        return { ...report, cells };
      }),
    ),
  );
  return {
    engines: Object.fromEntries(
      chosen.map(({ name }, index) => [name, reports[index]?.version ?? '']),
    ),
    definitions: [...names, ...OTHER_ROWS],
    standIns: definitions.filter(({ isStandIn }) => isStandIn).map(({ name }) => name),
    cells: reports.flatMap(({ cells }) => cells),
  };
}
