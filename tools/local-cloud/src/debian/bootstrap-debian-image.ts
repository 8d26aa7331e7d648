import { run, SubprocessError } from '@joblayer/subprocess';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { canInstall, installPackages, isInstalled } from './apt.ts';
import { docker } from '../docker.ts';
import { LocalCloudError } from '../error.ts';
import type { Notify } from '../notify.ts';
import { stateDirectory } from '../workspace.ts';

/** Makes a minimal Debian 13 from its package archive (signatures checked by apt) and gives it to the engine. */
export async function bootstrapDebianImage(
  reference: string,
  notify: Notify,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (!(await isInstalled('mmdebstrap'))) {
    if (!(await canInstall())) {
      throw new LocalCloudError({
        code: 'debian-image-unavailable',
        reason:
          'it could not be pulled, and mmdebstrap, which makes it from the package archive, is not installed',
      });
    }
    await installPackages(['mmdebstrap'], notify);
  }
  signal?.throwIfAborted();
  notify(`making ${reference} from Debian's package archive`);
  await mkdir(stateDirectory, { recursive: true });
  const directory = await mkdtemp(path.join(stateDirectory, 'debian-'));
  try {
    const archive = path.join(directory, 'trixie.tar');
    await run(
      ['mmdebstrap', '--variant=minbase', '--include=ca-certificates', 'trixie', archive],
      signal ? { signal } : {},
    );
    await docker(['import', '--change', 'CMD ["bash"]', archive, reference]);
  } catch (error) {
    if (!(error instanceof SubprocessError) || error.code === 'aborted') throw error;
    throw new LocalCloudError({ code: 'debian-image-unavailable', reason: error.message }, error);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
