import type { Engine } from '../engine/engine.ts';

/**
 * Some tools are built from sources that not every machine can download. There a stand-in replaces
 * the tool, so that everything around it can be tried. It is a build with the argument `STAND_IN`
 * set to "true". The Dockerfile declares that argument and writes it into this label.
 */
const LABEL = 'io.joblayer.stand-in';
const ARGUMENT = 'STAND_IN';

/** Whether a build with these values of the ARGs before the first FROM makes a stand-in. */
export const isStandIn = (values: ReadonlyMap<string, string>): boolean =>
  values.get(ARGUMENT) === 'true';

/** The tag of the newest image. `latest` must not name a stand-in. */
export const movingTagOf = (standIn: boolean): string => (standIn ? 'stand-in' : 'latest');

/** The version tag. A stand-in must not take the tag of the real software. */
export const versionTagOf = (version: string, standIn: boolean): string =>
  standIn ? `${version}-stand-in` : version;

/**
 * Whether an image is a stand-in: by its build record, or by its label where it is in the engine.
 */
export async function isMadeOfStandIn(
  { reference, standIn }: { readonly reference: string; readonly standIn: boolean },
  engine: Engine,
): Promise<boolean> {
  if (standIn) return true;
  return (await engine.has(reference)) && (await engine.labels(reference))[LABEL] === 'true';
}
