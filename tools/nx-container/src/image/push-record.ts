import { join } from 'node:path';
import * as z from 'zod';
import type { ContainerPackage } from '../package.ts';
import { recordedImage } from './built-image.ts';
import { jsonFile } from './json-file.ts';
import { imageProblem } from './problems.ts';

const recordSchema = z.object({
  /** SHA-256 in hex of everything in the image. */
  hash: z.string(),
  /** By the registry's name in nx.json: `host/joblayer/samtools-stats@sha256:…` */
  references: z.record(z.string(), z.string()),
});

/** The registries and digests of a package's last docker-push. */
export type PushRecord = Readonly<z.output<typeof recordSchema>>;

const fileOf = ({ workspaceRoot, name }: ContainerPackage) =>
  jsonFile(join(workspaceRoot, '.joblayer/pushed', `${name}.json`), recordSchema);

/** Undefined when the package was never pushed from here, or the record cannot be read. */
export const readPushRecord = (pkg: ContainerPackage): Promise<PushRecord | undefined> =>
  fileOf(pkg).read();

/**
 * The digest reference under which docker-push put the last built image into a registry.
 *
 * @param registry its name in nx.json; default: the first that got the image
 * @throws ProblemError `image-not-built`, `image-not-pushed`
 */
export async function pushedImage(pkg: ContainerPackage, registry?: string): Promise<string> {
  const { hash } = await recordedImage(pkg);
  const last = await readPushRecord(pkg);
  const references = last?.hash === hash ? last.references : {};
  const reference = registry === undefined ? Object.values(references)[0] : references[registry];
  if (reference !== undefined) return reference;
  throw imageProblem({ code: 'image-not-pushed', name: pkg.name, registry });
}

/** Adds a reference to those of the same content. Drops those of other content. */
export async function recordPush(
  pkg: ContainerPackage,
  hash: string,
  registry: string,
  reference: string,
): Promise<void> {
  const last = await readPushRecord(pkg);
  const kept = last?.hash === hash ? last.references : {};
  await fileOf(pkg).write({ hash, references: { ...kept, [registry]: reference } });
}
