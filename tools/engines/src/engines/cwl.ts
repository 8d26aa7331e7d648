import { run, type Argv } from '@joblayer/subprocess';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { finish } from '../finish.ts';
import { readFiles } from '../files.ts';
import type { Definition } from '../plan/definition.ts';
import { loweredGrant } from '../plan/described.ts';
import type { EngineJob, Ran } from '../plan/job.ts';
import { LOWERED } from './toil-options.ts';
import { eachJob } from './each-job.ts';
import type { Engine, EngineKit, ReadyEngine } from './engine.ts';
import { writeExport } from './write-export.ts';

/** The command that runs a document with a job, in its own directory. */
type Runner = (paths: {
  readonly bin: string;
  readonly outputs: string;
  readonly work: string;
}) => Argv;

export const cwltool: Engine = {
  name: 'cwltool',
  python: 'workflow',
  setUp: (kit) =>
    ready(kit, 'cwltool', ({ bin, outputs, work }) => [
      path.join(bin, 'cwltool'),
      ...['--outdir', outputs, '--tmpdir-prefix', `${work}/tmp-`],
    ]),
};

export const toilCwl: Engine = {
  name: 'toil-cwl-runner',
  python: 'toil',
  setUp: (kit) =>
    ready(kit, 'toil-cwl-runner', ({ bin, outputs, work }) => [
      path.join(bin, 'toil-cwl-runner'),
      ...[
        '--no-prepull',
        '--clean',
        'always',
        '--retryCount',
        '0',
        '--disableProgress',
        ...LOWERED,
      ],
      ...['--jobStore', path.join(work, 'jobs'), '--workDir', work, '--outdir', outputs],
    ]),
};

async function ready(kit: EngineKit, program: string, runner: Runner): Promise<ReadyEngine> {
  const { bin } = kit;
  // Toil starts programs of its own environment by their names.
  const env = { ...kit.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` };
  const { stdout, stderr } = await run([path.join(bin, program), '--version'], { env });
  return {
    version: /\d+(?:\.\d+)+/.exec(stdout || stderr)?.[0] ?? stdout,
    async run(jobs, directory) {
      await writeExport('cwl', jobs, directory);
      return eachJob(jobs, directory, (job, own) =>
        runOne(job, directory, own, { env, bin, runner, signal: kit.signal }),
      );
    },
  };
}

interface Context {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly bin: string;
  readonly runner: Runner;
  readonly signal: AbortSignal;
}

async function runOne(
  { definition, layout }: EngineJob,
  directory: string,
  own: string,
  { env, bin, runner, signal }: Context,
): Promise<Ran> {
  const { name } = definition;
  const outputs = path.join(own, 'outputs');
  const work = path.join(own, 'work');
  await mkdir(work, { recursive: true });
  // The paths in a job file are relative to it.
  const job = path.join(layout.directory, `${name}.case.yml`);
  await copyFile(path.join(directory, `${name}.case.yml`), job);
  const lowered = await overrides(definition, directory);
  const argv = runner({ bin, outputs, work });
  const { exitCode, stdout, stderr } = await finish(
    [argv[0], ...argv.slice(1), ...lowered, path.join(directory, `${name}.cwl`), job],
    { cwd: own, env: { ...env, TMPDIR: work }, signal },
  );
  return { exitCode, log: `${stdout}\n${stderr}`, files: readFiles(outputs) };
}

/** Requirements that replace those of a document: an option of cwltool, which Toil has as well. */
async function overrides(definition: Definition, directory: string): Promise<string[]> {
  const grant = loweredGrant(definition);
  if (!grant) return [];
  const file = path.join(directory, `${definition.name}.overrides.yml`);
  const lines = [
    'cwltool:overrides:',
    `  ${definition.name}.cwl:`,
    '    requirements:',
    '      ResourceRequirement:',
    `        coresMin: ${grant.cpus}`,
    `        ramMin: ${grant.memoryMiB}`,
    '',
  ];
  await writeFile(file, lines.join('\n'));
  return ['--overrides', file];
}
