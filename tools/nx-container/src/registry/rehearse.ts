import { isFree, type Publication } from './publish.ts';
import type { Registry } from './registry.ts';

/**
 * Reports what `publish` would do. It only reads.
 *
 * @throws ProblemError `version-taken` as `publish` would
 */
export async function rehearse(
  registry: Registry,
  publication: Publication,
  say: (line: string) => void,
): Promise<void> {
  const { contentTag, movingTag, version } = publication;
  const { image } = registry;
  const content = await registry.manifest(contentTag);
  if (content) say(`${image}:${contentTag} is in the registry already, as ${content.digest}`);
  else
    say(
      `Would log in with docker login, and send the image with docker push ${image}:${contentTag}`,
    );
  const wouldTag = (tag: string) =>
    say(`Would send PUT /v2/…/manifests/${tag}, so that ${image}:${tag} names it`);
  if (await isFree(registry, publication, content)) wouldTag(version);
  else say(`${image}:${version} names it already`);
  const moved = await registry.manifest(movingTag);
  if (!moved || moved.digest !== content?.digest) wouldTag(movingTag);
}
