import type { PendingWrite } from '@joblayer/object-store';
import type { JobContext } from '../../job/job.ts';
import { findWritten, isUnclear } from '../../publish/publication.ts';

/** The manifest write may have succeeded. Outputs are not rolled back then: the manifest would list what is gone. */
export class UnclearManifest extends Error {}

/** @throws UnclearManifest where it failed, and whether it is there cannot be found out */
export async function commitManifest(
  manifest: PendingWrite,
  ifAbsent: boolean,
  job: JobContext,
): Promise<void> {
  try {
    await manifest.commit({ ifAbsent });
  } catch (error) {
    if (!isUnclear(error)) throw error;
    const written = await findWritten(manifest, job).catch(() => {
      throw new UnclearManifest('', { cause: error });
    });
    if (!written) throw error;
  }
}
