import { cp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readFiles } from '../files.ts';
import { finish } from '../finish.ts';
import { jobArguments } from '../plan/run-with-docker.ts';
import { Apptainer } from '../setup/apptainer.ts';
import { eachJob } from './each-job.ts';
import type { Engine } from './engine.ts';

/** `apptainer run` without privileges, without this system's directories, and with a read-only root. */
export const apptainer: Engine = {
  name: 'apptainer',
  async setUp({ signal }) {
    const program = await Apptainer.start(signal);
    return {
      version: await program.version(),
      run: (jobs, directory) =>
        eachJob(jobs, directory, async ({ definition, toolCase, layout }, own) => {
          const image = await program.unpack(definition, signal);
          const job = path.join(own, 'job');
          await cp(layout.directory, job, { recursive: true });
          await rm(path.join(job, 'outputs'), { recursive: true, force: true });
          const { spec, args } = jobArguments(definition, toolCase.job);
          await writeFile(path.join(job, 'job.json'), JSON.stringify(spec));
          const options = ['--userns', '--containall', '--bind', job, '--pwd', job];
          const { exitCode, stderr } = await finish(
            [...program.command(job), 'run', ...options, image, ...args],
            { signal },
          );
          return { exitCode, log: stderr, files: readFiles(path.join(job, 'outputs')) };
        }),
      stop: () => program.stop(),
    };
  },
};
