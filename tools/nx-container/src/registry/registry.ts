/** An image manifest (or an index of several), as the registry holds it. */
export interface ImageManifest {
  /** `sha256:…` of `body` */
  readonly digest: string;
  readonly mediaType: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

/**
 * One repository of a registry, logged in to. Each call may fail with a ProblemError
 * `registry-unavailable`, `registry-refused`, `push-failed` or `pull-failed`.
 */
export interface Registry {
  /** What `docker pull` takes, without tag or digest: `host/joblayer/samtools-stats` */
  readonly image: string;
  /** Sends an image of the local engine, and lets `tag` name it. */
  push(localReference: string, tag: string): Promise<void>;
  /** Brings an image into the local engine under `localReference`. */
  pull(digest: string, localReference: string): Promise<void>;
  /** The manifest that a tag names; undefined only when the registry says that there is none. */
  manifest(tag: string): Promise<ImageManifest | undefined>;
  /** Lets `tag` name a manifest that is in the repository already. */
  tag(manifest: ImageManifest, tag: string): Promise<void>;
}
