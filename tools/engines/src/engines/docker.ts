import { cp } from 'node:fs/promises';
import path from 'node:path';
import { readFiles } from '../files.ts';
import { runWithDocker, versionOfDocker } from '../plan/run-with-docker.ts';
import { eachJob } from './each-job.ts';
import type { Engine } from './engine.ts';

/** A second run in another directory, whose outputs must be those of the first. */
export const docker: Engine = {
  name: 'docker',
  async setUp() {
    return {
      version: await versionOfDocker(),
      run: (jobs, directory) =>
        eachJob(jobs, directory, async ({ definition, image, toolCase, layout }, own) => {
          await cp(layout.directory, own, { recursive: true });
          const { exitCode, stderr } = await runWithDocker(definition, image, toolCase.job, own);
          return { exitCode, log: stderr, files: readFiles(path.join(own, 'outputs')) };
        }),
    };
  },
};
