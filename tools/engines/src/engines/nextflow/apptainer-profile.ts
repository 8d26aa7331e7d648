import { chmod } from 'node:fs/promises';
import path from 'node:path';
import type { EngineJob } from '../../plan/job.ts';
import { Apptainer, apptainerDirectories, UNPRIVILEGED } from '../../setup/apptainer.ts';
import type { Kit, Results } from '../engine.ts';
import { runProfile } from './run-profile.ts';

/** Apptainer in a container has no setuid program, and cannot mount image files. */
const SETTINGS = ["apptainer.runOptions = '--userns --unsquash'"];

/** A registry on loopback has no TLS. `apptainer.noHttps` gives Apptainer 1.4 an option that it does not know. */
const WITHOUT_TLS = { APPTAINER_NOHTTPS: 'true' };

/** Runs jobs under the exported `apptainer` profile. Nextflow pulls their images by Apptainer. */
export async function runWithApptainer(
  jobs: readonly EngineJob[],
  directory: string,
  kit: Kit,
): Promise<Results> {
  const apptainer = await Apptainer.start(kit.signal, { network: 'host' });
  try {
    await chmod(directory, 0o777);
    const bin = path.join(directory, 'bin');
    await apptainer.writeProgram(bin, UNPRIVILEGED);
    const env = {
      ...kit.env,
      ...WITHOUT_TLS,
      ...apptainerDirectories(directory),
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    };
    return await runProfile({ name: 'apptainer', settings: SETTINGS }, jobs, directory, {
      ...kit,
      env,
    });
  } finally {
    await apptainer.stop();
  }
}
