import type { ImageManifest, Registry } from './registry.ts';
import { registryProblem } from './problems.ts';

export interface Publication {
  /** Brings the image into the local engine where it is not there, and returns its reference. */
  readonly localReference: () => Promise<string>;
  /** `latest`; the newest publication has it. */
  readonly movingTag: string;
  /** `src-<hash>`: the same content has the same, so that one that is there never changes. */
  readonly contentTag: string;
  readonly version: string;
  /** The tool manifest's path, for the message that says where to raise `revision`. */
  readonly manifestFile: string;
}

/**
 * Puts an image into a registry as `src-<hash>`, then as its version, then as `latest`. What is there
 * already is left alone, so that a second call, or one after a call that broke off, does the rest only.
 *
 * @returns the image by its digest: `host/joblayer/samtools-stats@sha256:…`
 * @throws ProblemError `version-taken` when the version names other content
 */
export async function publish(
  registry: Registry,
  publication: Publication,
  say: (line: string) => void,
): Promise<string> {
  const { version } = publication;
  const content = await ensureContent(registry, publication, say);
  if (await isFree(registry, publication, content)) {
    try {
      await registry.tag(content, version);
      say(`Tagged ${registry.image}:${version}`);
    } catch (error) {
      // Another push may have set it meanwhile, after which an immutable tag is refused, even to the same.
      const taken = registryProblem.is(error, 'registry-refused');
      if (!taken || (await isFree(registry, publication, content)))
        throw tagProblem(error, registry, version);
    }
  }
  await move(registry, publication, content, say);
  return `${registry.image}@${content.digest}`;
}

/**
 * Whether a version is still to be set.
 *
 * @throws ProblemError `version-taken`
 */
export async function isFree(
  registry: Registry,
  { version, manifestFile }: Publication,
  content: ImageManifest | undefined,
): Promise<boolean> {
  const published = await registry.manifest(version);
  if (!published) return true;
  if (published.digest === content?.digest) return false;
  const facts = { there: published.digest, here: content?.digest, file: manifestFile };
  throw registryProblem({ code: 'version-taken', image: registry.image, version, ...facts });
}

/** `latest` is the newest publication, and so the last to be set. */
async function move(
  registry: Registry,
  { movingTag }: Publication,
  content: ImageManifest,
  say: (line: string) => void,
): Promise<void> {
  const isThere = async () => (await registry.manifest(movingTag))?.digest === content.digest;
  if (await isThere()) return;
  try {
    await registry.tag(content, movingTag);
  } catch (error) {
    if (registryProblem.is(error, 'registry-refused') && (await isThere())) return;
    throw tagProblem(error, registry, movingTag);
  }
  say(`Tagged ${registry.image}:${movingTag}`);
}

const FORBIDDEN: readonly number[] = [401, 403];

/** A refusal that is not about who asks is about the tag. */
function tagProblem(error: unknown, { image }: Registry, tag: string): unknown {
  if (!registryProblem.is(error, 'registry-refused')) return error;
  const { problem } = error;
  if (FORBIDDEN.includes(problem.status)) return error;
  const detail = `HTTP ${problem.status} ${problem.detail}`;
  return registryProblem({ code: 'tag-refused', image, tag, detail }, error);
}

/** What the registry has for this content counts, even where another machine built it. */
async function ensureContent(
  registry: Registry,
  { contentTag, localReference }: Publication,
  say: (line: string) => void,
): Promise<ImageManifest> {
  const there = await registry.manifest(contentTag);
  if (there) {
    say(`${registry.image}:${contentTag} is in the registry already`);
    return there;
  }
  await registry.push(await localReference(), contentTag);
  const pushed = await registry.manifest(contentTag);
  if (pushed) return pushed;
  const image = `${registry.image}:${contentTag}`;
  const detail = 'The registry took the image, but does not show it.';
  throw registryProblem({ code: 'push-failed', image, detail });
}
