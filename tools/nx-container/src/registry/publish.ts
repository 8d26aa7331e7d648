import { ContainerError } from '../error.ts';
import type { ImageManifest, Registry } from './registry.ts';

export interface Publication {
  /** Of the image in the local engine. */
  readonly localReference: string;
  /** `src-<hash>`: the same content has the same, so that one that is there never changes. */
  readonly contentTag: string;
  readonly version: string;
  /** The tool manifest's path, for the message that says where to raise `revision`. */
  readonly manifestFile: string;
}

/** Moved to the newest publication, and so the last to be set. */
const MOVING_TAG = 'latest';

/**
 * Puts an image into a registry as `src-<hash>`, then as its version, then as `latest`. What is there
 * already is left alone, so that a second call, or one after a call that broke off, does the rest only.
 *
 * @returns the image by its digest: `host/joblayer/samtools-stats@sha256:…`
 * @throws ContainerError `version-taken` when the version names other content
 */
export async function publish(
  registry: Registry,
  { localReference, contentTag, version, manifestFile }: Publication,
  say: (line: string) => void,
): Promise<string> {
  const content = await ensureContent(registry, localReference, contentTag, say);

  const published = await registry.manifest(version);
  if (published && published.digest !== content.digest) {
    const facts = { there: published.digest, here: content.digest, file: manifestFile };
    throw new ContainerError({ code: 'version-taken', image: registry.image, version, ...facts });
  }
  const nameIt = async (tag: string) => {
    await registry.tag(content, tag);
    say(`Tagged ${registry.image}:${tag}`);
  };
  if (!published) await nameIt(version);
  const latest = await registry.manifest(MOVING_TAG);
  if (latest?.digest !== content.digest) await nameIt(MOVING_TAG);
  return `${registry.image}@${content.digest}`;
}

/** What the registry has for this content counts, even where another machine built it. */
async function ensureContent(
  registry: Registry,
  localReference: string,
  contentTag: string,
  say: (line: string) => void,
): Promise<ImageManifest> {
  const there = await registry.manifest(contentTag);
  if (there) {
    say(`${registry.image}:${contentTag} is in the registry already`);
    return there;
  }
  await registry.push(localReference, contentTag);
  const pushed = await registry.manifest(contentTag);
  if (pushed) return pushed;
  const image = `${registry.image}:${contentTag}`;
  const detail = 'The registry took the image, but does not show it.';
  throw new ContainerError({ code: 'push-failed', image, detail });
}
