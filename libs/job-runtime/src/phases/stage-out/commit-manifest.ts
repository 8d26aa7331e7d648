import type { PendingWrite } from '@joblayer/object-store';
import type { JobContext } from '../../job/job.ts';
import { findWritten, isUnclear } from '../../publish/publication.ts';

/** The manifest write may have succeeded. Do not roll back: the manifest would then list outputs that are gone. */
export class UnclearManifest extends Error {}

/** @throws UnclearManifest if the write failed, and no response shows whether the manifest is there */
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
