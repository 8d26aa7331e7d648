import { ProblemError } from '@joblayer/problem';
import { type ImageReference, parseImageReference } from '@joblayer/registry';
import type { Dockerfile, ImageUse } from './parse.ts';
import { expandVariables, onlyVariable } from './variables.ts';
import { dockerfileProblem } from './problems.ts';

/** An image that a Dockerfile is built from. */
export interface ResolvedImage {
  readonly use: ImageUse;
  readonly reference: ImageReference;
  /** The global ARG whose value is the whole reference: `BASE_IMAGE` for `FROM ${BASE_IMAGE}`. */
  readonly argument: string | undefined;
}

/**
 * The value of each ARG before the first FROM: the given one, else the default. An ARG with neither
 * is left out, because only its use is an error.
 */
export function globalValues(
  dockerfile: Dockerfile,
  given: Readonly<Record<string, string>> = {},
): Map<string, string> {
  const values = new Map<string, string>();
  for (const { name, defaultValue } of dockerfile.globalArguments) {
    const value = given[name] ?? (defaultValue && expandVariables(defaultValue, values, () => ''));
    if (value !== undefined) values.set(name, value);
  }
  return values;
}

/**
 * @throws ProblemError `argument-without-value`, `invalid-image-reference`
 */
export function resolveImages(
  dockerfile: Dockerfile,
  values: ReadonlyMap<string, string>,
): ResolvedImage[] {
  return dockerfile.images.flatMap((use) => {
    const text = expandVariables(use.text, values, (argument) => {
      throw dockerfileProblem({ code: 'argument-without-value', position: use.position, argument });
    });
    if (text === 'scratch') return [];
    return [{ use, reference: parseAt(text, use), argument: onlyVariable(use.text) }];
  });
}

function parseAt(text: string, { position }: ImageUse): ImageReference {
  try {
    return parseImageReference(text);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    throw dockerfileProblem({ code: 'invalid-image-reference', text, position }, error);
  }
}
