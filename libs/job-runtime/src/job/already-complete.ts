import type { Location } from '@joblayer/object-store/location';

/** Thrown if a job has nothing left to do, because its outputs are published already. The job has succeeded. */
export class AlreadyComplete extends Error {
  override readonly name = 'AlreadyComplete';
  readonly outputManifest: Location;
  /** Whether another attempt published it while this one worked. */
  readonly meanwhile: boolean;

  constructor(outputManifest: Location, meanwhile: boolean) {
    super('the outputs are complete already');
    this.outputManifest = outputManifest;
    this.meanwhile = meanwhile;
  }
}
