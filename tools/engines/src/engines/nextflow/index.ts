import { APPTAINER_PROFILE } from '../../report/rows.ts';
import { finish } from '../../finish.ts';
import { nextflowJars } from '../../setup/nextflow.ts';
import type { Engine } from '../engine.ts';
import { runWithApptainer } from './apptainer-profile.ts';
import { nextflowProgram, nextflowSettings } from './program.ts';
import { runProfile } from './run-profile.ts';

/** One workflow with the modules of all jobs, under a profile of the exported configuration. */
export const nextflow: Engine = {
  name: 'nextflow',
  async setUp(kit) {
    const jars = await nextflowJars();
    const { stdout } = await finish([...(await nextflowProgram()), '-version'], {
      ...{ cwd: jars, signal: kit.signal },
      env: { ...kit.env, ...nextflowSettings(`${jars}/.home`) },
    });
    return {
      version: /version (\S+)/.exec(stdout)?.[1] ?? '',
      run: (jobs, directory) => runProfile({ name: 'docker' }, jobs, directory, kit),
      otherWays: {
        [APPTAINER_PROFILE]: (jobs, directory) => runWithApptainer(jobs, directory, kit),
      },
    };
  },
};
