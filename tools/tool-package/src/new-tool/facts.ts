import type { ToolManifestSource } from '@joblayer/tool-manifest';
import { PLACEHOLDER, PLACEHOLDER_LICENSE } from '../placeholder.ts';
import type { ForeignOrigin, SourceOrigin, StatedFacts, ToolRequest } from './options.ts';
import { newToolProblem } from './problems.ts';

/** Facts of the software to be packaged. An unknown one is undefined. */
export interface SoftwareFacts {
  readonly name: string;
  readonly version: string | undefined;
  /** An SPDX expression. */
  readonly license: string | undefined;
  readonly description: string | undefined;
  readonly website: string | undefined;
  /** The commands that the software has. */
  readonly programs: readonly string[];
  /** The epoch of the Debian package's version. */
  readonly epoch?: string | undefined;
}

const VERSION_IN_ADDRESS = /\d+(?:\.\d+)+[a-z]?/g;

/** The facts in a source's address: the version, and the website. */
export function sourceFacts(name: string, origin: SourceOrigin): SoftwareFacts {
  const { href, host, pathname } = new URL(origin.url);
  const [, owner, repository] = pathname.split('/');
  const isGitHub = host === 'github.com' && owner !== undefined && repository !== undefined;
  return {
    name,
    version: href.match(VERSION_IN_ADDRESS)?.at(-1),
    license: undefined,
    description: undefined,
    website: new URL(isGitHub ? `/${owner}/${repository}` : '/', origin.url).href,
    programs: [],
  };
}

/** The facts in an image's reference: the version, if it has a tag. */
export function foreignFacts(name: string, { image }: ForeignOrigin): SoftwareFacts {
  const tag = /:(?<tag>[^:/@]+)@/.exec(image)?.groups?.['tag'];
  return {
    name,
    version: tag?.match(VERSION_IN_ADDRESS)?.[0],
    license: undefined,
    description: undefined,
    website: undefined,
    programs: [],
  };
}

/** The facts, with those that the user stated instead of those looked up. */
export function withStated(facts: SoftwareFacts, stated: StatedFacts): SoftwareFacts {
  return {
    ...facts,
    version: stated.version ?? facts.version,
    license: stated.license ?? facts.license,
    description: stated.description ?? facts.description,
    website: stated.website ?? facts.website,
  };
}

/**
 * The program and its first arguments. Given by the user; else the program of the software's name;
 * else its first program.
 */
export function commandOf({ command }: ToolRequest, { name, programs }: SoftwareFacts): string[] {
  if (command !== undefined) return [...command];
  return [programs.includes(name) ? name : (programs[0] ?? name)];
}

/**
 * The tool manifest, with placeholders for unknown facts.
 *
 * @throws ProblemError `invalid-tool-options` without a version, for which there is no placeholder
 */
export function manifestFrom(
  name: string,
  baseImage: string,
  facts: SoftwareFacts,
  foreignImage?: string,
): ToolManifestSource {
  const { version, website = 'https://example.org/' } = facts;
  if (version === undefined) {
    const detail = `The version of ${facts.name} is not known. Give it with --software-version.`;
    throw newToolProblem({ code: 'invalid-tool-options', detail });
  }
  return {
    name,
    baseImage,
    ...(foreignImage !== undefined && { foreignImage }),
    software: {
      name: facts.name,
      version,
      license: facts.license ?? PLACEHOLDER_LICENSE,
      description: facts.description ?? `${PLACEHOLDER} what ${name} does, in a sentence`,
      website,
      documentation: website,
    },
    tags: ['Bioinformatics'],
  };
}
