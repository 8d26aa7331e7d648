import { type ImageManifest, registryProblem } from '@joblayer/registry';
import { pushProblem } from './problems.ts';
import type { Registry } from './registry.ts';

export interface Publication {
  /** Ensures that the image is in the local engine, and returns its reference. */
  readonly localReference: () => Promise<string>;
  /** `latest`, which the newest publication has. */
  readonly movingTag: string;
  /** `src-<hash>`. Equal content has an equal tag, so a tag in the registry never changes. */
  readonly contentTag: string;
  readonly version: string;
  /** The tool manifest's path, for the message about raising `revision`. */
  readonly manifestFile: string;
}

/**
 * Publishes an image in a registry as `src-<hash>`, then as its version, then as `latest`. Steps
 * that are done already are skipped. So a second call, or one after an interrupted call, does only
 * the rest.
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
      // Another push may have set it in the meantime. The registry then refuses an immutable tag,
      // even for the same content.
      const taken = registryProblem.is(error, 'registry-refused');
      if (!taken || (await isFree(registry, publication, content)))
        throw tagProblem(error, registry, version);
    }
  }
  await move(registry, publication, content, say);
  return `${registry.image}@${content.digest}`;
}

/**
 * Whether the version has to be set.
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
  throw pushProblem({ code: 'version-taken', image: registry.image, version, ...facts });
}

/** `latest` names the newest complete publication, so it is set last. */
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

/** A refusal that is not about permissions is about the tag. */
function tagProblem(error: unknown, { image }: Registry, tag: string): unknown {
  if (!registryProblem.is(error, 'registry-refused')) return error;
  const { problem } = error;
  if (FORBIDDEN.includes(problem.status)) return error;
  const detail = `HTTP ${problem.status} ${problem.detail}`;
  return pushProblem({ code: 'tag-refused', image, tag, detail }, error);
}

/** The registry's image of this content counts, even where another machine built it. */
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
  const detail = 'The registry accepted the image, but does not show it.';
  throw pushProblem({ code: 'push-failed', image, detail });
}
