import type { Engine } from '../engine/engine.ts';

/**
 * Some tools are built from sources that not every machine can reach. A stand-in takes their place there, to try what
 * is around the tool: a build whose argument `STAND_IN` is "true", of a Dockerfile that declares it and writes it into
 * this label.
 */
const LABEL = 'io.joblayer.stand-in';
const ARGUMENT = 'STAND_IN';

/** Whether a build with these values of the ARGs before the first FROM makes a stand-in. */
export const isStandIn = (values: ReadonlyMap<string, string>): boolean =>
  values.get(ARGUMENT) === 'true';

/** What names the newest image: never `latest` for one that is not what it is called. */
export const movingTagOf = (standIn: boolean): string => (standIn ? 'stand-in' : 'latest');

/** The version tag: a stand-in takes the one of the software's from nobody. */
export const versionTagOf = (version: string, standIn: boolean): string =>
  standIn ? `${version}-stand-in` : version;

/** Whether an image is a stand-in by how it was built, or by its label where it is in the engine. */
export async function isMadeOfStandIn(
  { reference, standIn }: { readonly reference: string; readonly standIn: boolean },
  engine: Engine,
): Promise<boolean> {
  if (standIn) return true;
  return (await engine.has(reference)) && (await engine.labels(reference))[LABEL] === 'true';
}
