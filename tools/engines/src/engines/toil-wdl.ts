import { run } from '@joblayer/subprocess';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { finish } from '../finish.ts';
import { LOWERED } from './toil-options.ts';
import { eachJob } from './each-job.ts';
import type { Engine } from './engine.ts';
import { wdlFiles } from './wdl-files.ts';
import { writeWdl } from './wdl-jobs.ts';

export const toilWdl: Engine = {
  name: 'toil-wdl-runner',
  python: 'toil',
  async setUp(kit) {
    const { bin } = kit;
    const env = { ...kit.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` };
    const program = path.join(bin, 'toil-wdl-runner');
    const { stdout } = await run([program, '--version'], { env });
    return {
      version: stdout,
      async run(jobs, directory) {
        await writeWdl(jobs, directory);
        return eachJob(jobs, directory, async ({ definition: { name } }, own) => {
          const [outputs, work] = [path.join(own, 'outputs'), path.join(own, 'work')];
          await mkdir(work, { recursive: true });
          const {
            exitCode,
            stdout: printed,
            stderr,
          } = await finish(
            [
              ...([program, `${name}.wdl`, `${name}.case.json`, '--container', 'docker'] as const),
              ...['--outputDirectory', outputs, '--jobStore', path.join(work, 'jobs')],
              ...['--workDir', work, '--clean', 'always', '--retryCount', '0'],
              ...['--disableProgress', ...LOWERED],
            ],
            { cwd: directory, env: { ...env, TMPDIR: work }, signal: kit.signal },
          );
          const log = `${printed}\n${stderr}`;
          if (exitCode !== 0) return { exitCode, log, files: new Map() };
          return { exitCode, log, files: await wdlFiles(Object.values(parseOutputs(printed))) };
        });
      },
    };
  },
};

/** The runner prints the outputs as JSON after other lines. */
const parseOutputs = (printed: string): object =>
  JSON.parse(printed.slice(printed.indexOf('{'))) as object;
