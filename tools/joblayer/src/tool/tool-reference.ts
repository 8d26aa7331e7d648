import { type ImageReference, parseImageReference, registryProblem } from '@joblayer/registry';
import { configProblem } from '../config/problems.ts';
import type { Setting } from '../config/settings.ts';
import { toolProblem } from './problems.ts';

/** What a user calls a tool. */
export type ToolReference =
  /** A tool below the registry prefix. Without a version, its `latest`. */
  | { readonly kind: 'named'; readonly name: string; readonly version: string | undefined }
  | { readonly kind: 'image'; readonly image: ImageReference };

const NAMED = /^(?<name>[a-z0-9]+(?:[._-]+[a-z0-9]+)*)(?:@(?<version>[\w.+~-]+))?$/;

/**
 * @example parseToolReference('bwa-mem@0.7.18')
 * // { kind: 'named', name: 'bwa-mem', version: '0.7.18' }
 * @throws ProblemError `tool-malformed`
 */
export function parseToolReference(text: string): ToolReference {
  const { name, version } = NAMED.exec(text)?.groups ?? {};
  if (name !== undefined) return { kind: 'named', name, version };
  try {
    return { kind: 'image', image: parseImageReference(text) };
  } catch (error) {
    if (!registryProblem.is(error, 'image-reference-malformed')) throw error;
    throw toolProblem({ code: 'tool-malformed', text }, error);
  }
}

/** Where tools are looked for by name. */
export interface RegistryPrefix {
  /** Undefined: the engine's own images. */
  readonly host: string | undefined;
  readonly path: string;
}

/** @throws ProblemError `prefix-malformed` */
export function parsePrefix({ value, from }: Setting): RegistryPrefix {
  try {
    const text = value.replace(/\/+$/, '');
    const { registry, repository, tag, digest } = parseImageReference(`${text}/x`);
    if (tag === undefined && digest === undefined)
      return { host: registry, path: repository.replace(/\/?x$/, '') };
  } catch (error) {
    if (!registryProblem.is(error, 'image-reference-malformed')) throw error;
  }
  throw configProblem({ code: 'prefix-malformed', prefix: value, from });
}

/** A tag has no + and no ~. Images are tagged with _ in their place. */
const tagOf = (version: string): string => version.replaceAll(/[+~]/g, '_');

/** The image that a tool's name means. An image without a tag or digest is its `latest`, as for docker. */
export function imageOf(reference: ToolReference, prefix: RegistryPrefix): ImageReference {
  if (reference.kind === 'image') {
    const { tag, digest } = reference.image;
    return tag === undefined && digest === undefined
      ? { ...reference.image, tag: 'latest' }
      : reference.image;
  }
  const { name, version = 'latest' } = reference;
  const repository = prefix.path === '' ? name : `${prefix.path}/${name}`;
  return { registry: prefix.host, repository, tag: tagOf(version), digest: undefined };
}
