import type { ImageManifest } from '@joblayer/registry';

/**
 * One repository of a registry, logged in to. Each call may fail with a ProblemError
 * `registry-unavailable`, `registry-refused`, `push-failed` or `pull-failed`.
 */
export interface Registry {
  /** The name for `docker pull`, without tag or digest: `host/joblayer/samtools-stats` */
  readonly image: string;
  /** Sends an image of the local engine, and tags it with `tag`. */
  push(localReference: string, tag: string): Promise<void>;
  /** Brings an image into the local engine under `localReference`. */
  pull(digest: string, localReference: string): Promise<void>;
  /** The manifest that a tag names. Undefined only when the registry says that there is none. */
  manifest(tag: string): Promise<ImageManifest | undefined>;
  /** Tags a manifest that is in the repository already. */
  tag(manifest: ImageManifest, tag: string): Promise<void>;
}
