import { registryProblem } from './problems.ts';

/** An image's name, parsed. */
export interface ImageReference {
  /** Host, with its port if given. Undefined means Docker Hub or the local engine. */
  readonly registry: string | undefined;
  /** `joblayer/base`, without a registry's host. */
  readonly repository: string;
  readonly tag: string | undefined;
  /** `sha256:…` */
  readonly digest: string | undefined;
}

// The grammar of https://pkg.go.dev/github.com/distribution/reference
const HOST =
  /(?<registry>localhost(?::\d+)?|[\w-]+(?:\.[\w-]+)+(?::\d+)?|[\w-]+:\d+|\[[\da-fA-F:]+\](?::\d+)?)/;
const COMPONENT = /[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*/;
const TAG = /(?<tag>\w[\w.-]{0,127})/;
const DIGEST = /(?<digest>[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-f]{32,})/;
const REFERENCE = new RegExp(
  `^(?:${HOST.source}/)?(?<repository>${COMPONENT.source}(?:/${COMPONENT.source})*)(?::${TAG.source})?(?:@${DIGEST.source})?$`,
);

/**
 * @example parseImageReference('localhost:5000/joblayer/base:1')
 * // { registry: 'localhost:5000', repository: 'joblayer/base', tag: '1', digest: undefined }
 * @throws ProblemError `image-reference-malformed`
 */
export function parseImageReference(text: string): ImageReference {
  const groups = REFERENCE.exec(text)?.groups;
  const repository = groups?.['repository'];
  if (repository === undefined) throw registryProblem({ code: 'image-reference-malformed', text });
  return {
    registry: groups?.['registry'],
    repository,
    tag: groups?.['tag'],
    digest: groups?.['digest'],
  };
}

/** The opposite of parseImageReference. */
export function formatImageReference({
  registry,
  repository,
  tag,
  digest,
}: ImageReference): string {
  const host = registry === undefined ? '' : `${registry}/`;
  const suffix = (tag === undefined ? '' : `:${tag}`) + (digest === undefined ? '' : `@${digest}`);
  return `${host}${repository}${suffix}`;
}
