import { jest } from '@jest/globals';
import { workspaceRoot } from '@joblayer/local-cloud';
import { containerPackage } from '@joblayer/nx-container/package';
import { toolDefinitions } from '@joblayer/nx-container/tool-source';
import { run } from '@joblayer/subprocess';
import { compareFiles, decode, decompress, type CaseDifference } from '@joblayer/tool-case';
import {
  daysAhead,
  definitionCases,
  fetchFakeTime,
  finish,
  imageOf,
  removeDirectory,
  sharedDirectory,
  sharedSubdirectory,
} from '@joblayer/verify/testing';
import { globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

jest.setTimeout(300_000);

const cases = definitionCases();
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const HERE = { host: 'one-host-of-two', scratch: '/scratch-of-the-first', daysAhead: 0 };
const HERE_TODAY = { ...HERE, daysAhead: undefined };
/** Under libfaketime, jemalloc waits for itself as it starts: it asks for the time. */
const ELSEWHERE_TODAY = {
  ...{ host: 'the-other-host', scratch: '/elsewhere/second-base', daysAhead: undefined },
};
const ELSEWHERE = { host: 'the-other-host', scratch: '/elsewhere/second-base', daysAhead: 400 };

let directory: string;
beforeAll(async () => {
  directory = await sharedDirectory();
  await fetchFakeTime(await sharedSubdirectory(directory, 'fake-time'));
});
afterAll(async () => {
  // Outputs belong to the container's user, who may be another user than the test's.
  const empty = ['--rm', '--user', 'root', '--volume', `${directory}:/t`, '--entrypoint', 'bash'];
  await run(['docker', 'run', ...empty, imageOf('base'), '-c', 'rm -rf /t/*']);
  await removeDirectory(directory);
});

interface Run {
  readonly where: Omit<typeof HERE, 'daysAhead'> & {
    /** Undefined without a fake clock. */
    readonly daysAhead: number | undefined;
  };
  readonly cpus: number;
}

type Files = ReadonlyMap<string, Buffer>;

/**
 * Runs a definition's case in its image. Returns the published files without the output manifest.
 */
async function outputsOf(image: string, definition: string, { where, cpus }: Run): Promise<Files> {
  const name = `${definition}-${where.host}-${cpus}`;
  const kept = await sharedSubdirectory(directory, name);
  const { exitCode, stderr } = await finish([
    ...(['docker', 'run', '--rm', '--hostname', where.host, '--entrypoint', 'node'] as const),
    ...['--tmpfs', `${where.scratch}:exec,mode=1777`, '--volume', `${kept}:/kept`],
    ...['--env', `JOBLAYER_SCRATCH_DIR=${where.scratch}`],
    ...(where.daysAhead === undefined
      ? []
      : daysAhead(where.daysAhead, path.join(directory, 'fake-time'))),
    ...[imageOf(`${image}/test`), '/cases/run-cases.mts', '--only', definition],
    ...['--keep', '/kept', '--', '--cpus', String(cpus)],
  ]);
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  const files = globSync('**/*', { cwd: kept }).filter((file) =>
    statSync(path.join(kept, file)).isFile(),
  );
  expect(files).not.toEqual([]);
  return new Map(files.toSorted().map((file) => [file, readFileSync(path.join(kept, file))]));
}

/**
 * Expects the same files with the same bytes except for the listed differences. Expects that each
 * listed difference occurs.
 */
function expectSame(one: Files, other: Files, listed: readonly CaseDifference[]): void {
  expect([...other.keys()]).toEqual([...one.keys()]);
  const used = new Set<CaseDifference>();
  const problems = [...one].flatMap(([file, bytes]) => {
    const exceptions = listed.filter(({ output }) => output === file);
    const found = compareFiles(bytes, other.get(file) ?? Buffer.alloc(0), exceptions);
    for (const exception of found.used) used.add(exception);
    return found.problems.map((problem) => `${file}: ${problem}`);
  });
  expect(problems).toEqual([]);
  expect([...used].toSorted(byOutput)).toEqual([...listed].toSorted(byOutput));
}

const byOutput = (a: CaseDifference, b: CaseDifference): number =>
  JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;

/** Lines that contain the name of a scratch directory, a job or a host. */
const tracesIn = (files: Files): string[] =>
  [...files].flatMap(([file, bytes]) => {
    const isText = decode(bytes).lines.length > 0;
    return decompress(bytes)
      .toString('latin1')
      .split('\n')
      .filter(
        (line) =>
          [HERE, ELSEWHERE].some(
            ({ host, scratch }) => line.includes(scratch) || line.includes(host),
          ) ||
          (isText && UUID.test(line)),
      )
      .map((line) => `${file}: ${line}`);
  });

it('each definition in the workspace has a case', async () => {
  const files = globSync('packages/*/src/tool.ts', { cwd: workspaceRoot });
  const packages = files.map((file) => path.dirname(path.dirname(file)));
  const definitions = await Promise.all(
    packages.map((root) => toolDefinitions(containerPackage(workspaceRoot, root))),
  );
  const names = definitions.flat().map(({ name }) => name);
  expect(cases.map(({ definition }) => definition).toSorted()).toEqual(names.toSorted());
});

/** Java starts slowly on one CPU of a busy host. */
const TWO_RUNS_MS = 300_000;

describe.each(cases)('the outputs of $definition', ({ image, definition, toolCase }) => {
  const { sameOnAnyCpus, differs, sameDayOnly } = toolCase;
  const [one, other] = sameDayOnly ? [HERE_TODAY, ELSEWHERE_TODAY] : [HERE, ELSEWHERE];
  const between = (kind: CaseDifference['between']) =>
    differs.filter((difference) => difference.between === kind);
  let here: Files;
  let elsewhere: Files;
  beforeAll(async () => {
    here = await outputsOf(image, definition, { where: one, cpus: 1 });
    elsewhere = await outputsOf(image, definition, { where: other, cpus: 1 });
  }, TWO_RUNS_MS);

  const day = sameDayOnly ? 'later on the same day' : 'on another day';
  it(`are the same on another host, in another scratch directory and ${day}`, () => {
    expectSame(here, elsewhere, between('runs'));
  });

  it('name no scratch directory, no job and no host', () => {
    expect([...tracesIn(here), ...tracesIn(elsewhere)]).toEqual([]);
  });

  if (sameOnAnyCpus)
    it('are the same with 2 CPUs as with 1', async () => {
      const twoCpus = await outputsOf(image, definition, { where: one, cpus: 2 });
      // Compared with the run of another clock: differences between any two runs occur here as
      // well.
      expectSame(elsewhere, twoCpus, differs);
    });
});
