import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { compareOutputs } from './compare-outputs.ts';
import type { Engine, Kit, ReadyEngine } from './engines/engine.ts';
import type { EngineJob } from './plan/job.ts';
import { smallestOf } from './plan/smallest.ts';
import type { FailingJob } from './plan/prepare-jobs.ts';
import type { Cell } from './report/matrix.ts';
import { ABSENT, FAILING } from './report/rows.ts';
import { programsOfPython } from './setup/python.ts';

/** Jobs besides the cases, which every engine runs. Undefined where no case can be made into one. */
export interface SpecialJobs {
  readonly failing: FailingJob | undefined;
  readonly absent: EngineJob | undefined;
}

export interface EngineReport {
  readonly version: string;
  readonly cells: readonly Cell[];
}

/** Runs jobs and the failing job in one engine. A failure of the engine itself is one of each job. */
export async function runEngine(
  engine: Engine,
  kit: Kit,
  jobs: readonly EngineJob[],
  { failing, absent }: SpecialJobs,
  root: string,
): Promise<EngineReport> {
  let ready: ReadyEngine | undefined;
  const started = performance.now();
  try {
    const all = [...jobs, ...(failing ? [failing.job] : []), ...(absent ? [absent] : [])];
    const names = all.map(({ definition }) => definition.name);
    ready = await engine.setUp(
      { ...kit, bin: await programsOfPython(engine) },
      all.filter((_, index) => names.indexOf(names[index] ?? '') === index),
    );
    const { run, version } = ready;
    const cells = await attempt(jobs, engine.name, async () => {
      const results = await run(jobs, await emptyDirectory(path.join(root, engine.name)));
      return jobs.map((job) => cellOf(engine, job, results.get(job.definition.name)));
    });
    /** Runs one job, and gives its result a row of its own. */
    const alone = async (
      row: string,
      job: EngineJob,
      judge: (result?: Result) => Cell = (result) => cellOf(engine, job, result),
      way = run,
    ) => {
      const cells = await attempt([job], engine.name, async () => {
        const directory = await emptyDirectory(path.join(root, `${engine.name}-${nameOf(row)}`));
        return [judge((await way([job], directory)).get(job.definition.name))];
      });
      return cells.map((cell) => ({ ...cell, definition: row }));
    };
    const refused = failing
      ? await alone(FAILING, failing.job, (result) => failingCell(engine.name, failing, result))
      : [];
    const without = absent ? await alone(ABSENT, absent) : [];
    const otherWays = [];
    for (const [row, way] of Object.entries(ready.otherWays ?? {}))
      otherWays.push(...(await alone(row, await smallestOf(jobs), undefined, way)));
    return { version, cells: [...cells, ...refused, ...without, ...otherWays] };
  } catch (error) {
    const seconds = (performance.now() - started) / 1000;
    return { version: '', cells: failAll(jobs, engine.name, error, seconds) };
  } finally {
    await ready?.stop?.();
  }
}

async function attempt(
  jobs: readonly EngineJob[],
  engine: string,
  work: () => Promise<readonly Cell[]>,
): Promise<readonly Cell[]> {
  const started = performance.now();
  try {
    return await work();
  } catch (error) {
    return failAll(jobs, engine, error, (performance.now() - started) / 1000);
  }
}

const failAll = (jobs: readonly EngineJob[], engine: string, error: unknown, seconds: number) =>
  jobs.map(({ definition: { name } }) => ({
    ...{ engine, definition: name, seconds },
    problems: [(error as Error).message],
  }));

const nameOf = (row: string): string => row.replaceAll(' ', '-');

type Result =
  Awaited<ReturnType<ReadyEngine['run']>> extends ReadonlyMap<string, infer T> ? T : never;

/** How much of a log a failure shows. The whole log is in the work directory. */
const LOG_LINES = 40;
const lastLines = (log: string) => log.trimEnd().split('\n').slice(-LOG_LINES).join('\n');

function cellOf(
  { name: engine, compared }: Engine,
  job: EngineJob,
  result: Result | undefined,
): Cell {
  const definition = job.definition.name;
  if (!result) return { engine, definition, seconds: 0, problems: ['the engine did not run it'] };
  const { exitCode, log, files, seconds } = result;
  if (exitCode !== 0)
    return { engine, definition, seconds, problems: [`exit code ${exitCode}\n${lastLines(log)}`] };
  const names = new Map(
    Object.entries(job.layout.outputs).map(([name, file]) => [file.split('/')[0] ?? '', name]),
  );
  const isCollected = (file: string) => compared?.isCollected(job, file) ?? true;
  const normalize = ([file, bytes]: readonly [string, Buffer]) =>
    [file, compared?.normalize(bytes) ?? bytes] as const;
  const expected = [...job.expected].filter(([file]) => isCollected(file)).map(normalize);
  const problems = compareOutputs(
    new Map(expected),
    new Map([...files].map(normalize)),
    job.toolCase.differs,
    names,
  );
  return { engine, definition, seconds, problems };
}

function failingCell(engine: string, { sentence }: FailingJob, result: Result | undefined): Cell {
  const { exitCode = 0, log = '', seconds = 0 } = result ?? {};
  const problems = [
    ...(exitCode === 0 ? ['the engine reports a success, although the input is cut'] : []),
    ...(log.includes(sentence) ? [] : [`its log lacks "${sentence}"\n${lastLines(log)}`]),
  ];
  return { engine, definition: FAILING, seconds, problems };
}

async function emptyDirectory(directory: string): Promise<string> {
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  return directory;
}
