import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readFiles } from '../files.ts';
import { finish } from '../finish.ts';
import { loweredGrant } from '../plan/described.ts';
import type { EngineJob } from '../plan/job.ts';
import { nextflowJars } from '../setup/nextflow.ts';
import type { Engine, Results } from './engine.ts';
import { exitCodes } from './nextflow-trace.ts';
import { validate } from './validate.ts';
import { writeCases, writeExport } from './write-export.ts';

/** Nextflow's own start script opens these to its libraries. */
const OPENED = ['lang', 'util', 'nio', 'net', 'io'].map((name) => `java.base/java.${name}`);
const JAVA_OPTIONS = [...OPENED, 'java.base/sun.nio.ch', 'java.base/sun.nio.fs'].map(
  (name) => `--add-opens=${name}=ALL-UNNAMED`,
);

/** The words that start Nextflow, as its own script does. */
export const nextflowProgram = async (): Promise<readonly [string, ...string[]]> => [
  ...(['java', ...JAVA_OPTIONS] as const),
  ...['-cp', `${await nextflowJars()}/*`, 'nextflow.cli.Launcher'],
];

/** One workflow with the modules of all jobs, under the exported configuration's docker profile. */
export const nextflow: Engine = {
  name: 'nextflow',
  async setUp(kit) {
    const program = await nextflowProgram();
    const command = (...args: readonly string[]) => [...program, ...args] as const;
    const options = (directory: string) => ({
      cwd: directory,
      env: {
        ...kit.env,
        ...{ NXF_OFFLINE: 'true', NXF_ANSI_LOG: 'false', NXF_DISABLE_CHECK_LATEST: 'true' },
        NXF_HOME: path.join(directory, '.home'),
      },
      signal: kit.signal,
    });
    const { stdout } = await finish(command('-version'), options(await nextflowJars()));
    return {
      version: /version (\S+)/.exec(stdout)?.[1] ?? '',
      async run(jobs, directory) {
        const started = performance.now();
        await writeExport('nextflow', jobs, directory);
        await writeCases('nextflow', jobs, directory);
        await writeFile(path.join(directory, 'main.nf'), workflow(jobs));
        await writeFile(path.join(directory, 'test.config'), configuration(jobs));
        await validate(command('lint', 'modules'), options(directory));
        const { exitCode, stdout, stderr } = await finish(
          command(
            ...[
              '-log',
              'nextflow.log',
              'run',
              'main.nf',
              '-c',
              'test.config',
              '-profile',
              'docker',
            ],
            ...['-with-trace', 'trace.txt'],
          ),
          options(directory),
        );
        const seconds = (performance.now() - started) / 1000;
        const codes = exitCodes(
          await readFile(path.join(directory, 'trace.txt'), 'utf8').catch(() => ''),
        );
        return new Map(
          jobs.map(({ definition: { name } }) => {
            const log = `${stdout}\n${stderr}`;
            const files = readFiles(path.join(directory, 'published', processOf(name)));
            return [
              name,
              { exitCode: codes.get(processOf(name)) ?? (exitCode || 1), log, files, seconds },
            ];
          }),
        ) satisfies Results;
      },
    };
  },
};

const processOf = (name: string): string => name.replaceAll('-', '_').toUpperCase();

const workflow = (jobs: readonly EngineJob[]): string =>
  [
    ...jobs.map(
      ({ definition: { name } }) => `include { CASE_${processOf(name)} } from './${name}.case.nf'`,
    ),
    '',
    'workflow {',
    ...jobs.map(({ definition: { name } }) => `    CASE_${processOf(name)}()`),
    '}',
    '',
  ].join('\n');

/** The cases need less than their definitions ask for, so the machine counts as larger than it is. */
const configuration = (jobs: readonly EngineJob[]): string =>
  [
    ...jobs.map(({ definition: { name } }) => `includeConfig '${name}.case.config'`),
    ...jobs.flatMap(({ definition }) => {
      const grant = loweredGrant(definition);
      const selector = `withName: '${processOf(definition.name)}'`;
      return grant
        ? [`process { ${selector} { cpus = ${grant.cpus}; memory = '${grant.memoryMiB} MB' } }`]
        : [];
    }),
    "executor { cpus = 64; memory = '256 GB' }",
    "process { publishDir = [path: { \"published/${task.process.tokenize(':').last()}\" }, mode: 'copy'] }",
    '',
  ].join('\n');
