import type { Engine } from '../engine/engine.ts';
import type { ContainerPackage } from '../package.ts';
import type { Registry } from '../registry/registry.ts';
import { type ImageRecord, readImageRecord } from './image-record.ts';
import { imageProblem } from './problems.ts';

/** Opens the repository of a package in a registry, by the registry's name in nx.json. */
export type OpenSource = (registry: string, packageName: string) => Promise<Registry>;

/**
 * The record of a package's last docker-build.
 *
 * @throws ProblemError `image-not-built`
 */
export async function recordedImage(pkg: ContainerPackage): Promise<ImageRecord> {
  const record = await readImageRecord(pkg);
  if (record) return record;
  throw imageProblem({ code: 'image-not-built', name: pkg.name });
}

/**
 * The record of a package's last docker-build, with its image in the engine. Pulls the image where
 * docker-build found it in a registry and did not build it.
 *
 * @throws ProblemError `image-not-built`, `pull-failed`, or why the registry cannot be used
 */
export async function builtImage(
  pkg: ContainerPackage,
  engine: Engine,
  open: OpenSource,
): Promise<ImageRecord> {
  const { name } = pkg;
  const record = await recordedImage(pkg);
  const { reference, source } = record;
  if (await engine.has(reference)) return record;
  if (!source) throw imageProblem({ code: 'image-not-built', name, reference });
  const registry = await open(source.registry, name);
  await registry.pull(source.digest, reference);
  return record;
}
