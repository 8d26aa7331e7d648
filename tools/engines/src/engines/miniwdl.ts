import { run } from '@joblayer/subprocess';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { finish } from '../finish.ts';
import type { EngineJob, Ran } from '../plan/job.ts';
import { eachJob } from './each-job.ts';
import type { Engine, Kit } from './engine.ts';
import { wdlFiles } from './wdl-files.ts';
import { writeWdl } from './wdl-jobs.ts';
import { repeatReadOnly } from './wdl-read-only.ts';

/** Each finished task is run once more with inputs and a root that cannot be written. */
export const miniwdl: Engine = {
  name: 'miniwdl',
  python: 'workflow',
  async setUp(kit) {
    const program = path.join(kit.bin, 'miniwdl');
    const { stdout } = await run([program, '--version']);
    return {
      version: /miniwdl v?(\S+)/.exec(stdout)?.[1] ?? stdout,
      async run(jobs, directory) {
        await writeWdl(jobs, directory);
        return eachJob(jobs, directory, (job, own) => runOne(program, kit, job, own));
      },
    };
  },
};

/** The retries of a task are for failures that pass. A test shows the first failure. */
const ONE_ATTEMPT = { MINIWDL__TASK_RUNTIME__DEFAULTS: '{"maxRetries":0}' };

/** The exit code of a run whose repetition failed. */
const REPETITION_FAILED = 1;

async function runOne(
  program: string,
  { env, signal }: Kit,
  job: EngineJob,
  own: string,
): Promise<Ran> {
  const [document, inputs] = ['wdl', 'case.json'].map((end) => `${job.definition.name}.${end}`);
  const { exitCode, stdout, stderr } = await finish(
    [
      ...([program, 'run', document ?? '', '-i', inputs ?? ''] as const),
      ...['--dir', `${own}/.`, '--verbose', '--no-color'],
    ],
    { cwd: path.dirname(own), env: { ...env, ...ONE_ATTEMPT }, signal },
  );
  const log = `${stdout}\n${stderr}`;
  if (exitCode !== 0) return { exitCode, log, files: new Map() };
  const outputs = JSON.parse(await readFile(path.join(own, 'outputs.json'), 'utf8')) as object;
  const files = await wdlFiles(Object.values(outputs));
  const problems = await repeatReadOnly(job, own, files);
  return {
    exitCode: problems.length === 0 ? 0 : REPETITION_FAILED,
    log: problems.join('\n') || log,
    files,
  };
}
