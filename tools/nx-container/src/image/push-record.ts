import { join } from 'node:path';
import * as z from 'zod';
import type { ContainerPackage } from '../package.ts';
import { jsonFile } from './json-file.ts';

const recordSchema = z.object({
  /** SHA-256 in hex of everything that went into the image. */
  hash: z.string(),
  /** By the registry's name in nx.json: `host/joblayer/samtools-stats@sha256:…` */
  references: z.record(z.string(), z.string()),
});

/** Where the last docker-push of a package put its image. */
export type PushRecord = Readonly<z.output<typeof recordSchema>>;

const fileOf = ({ workspaceRoot, name }: ContainerPackage) =>
  jsonFile(join(workspaceRoot, '.joblayer/pushed', `${name}.json`), recordSchema);

/** Undefined when the package was never pushed from here, or the record cannot be used. */
export const readPushRecord = (pkg: ContainerPackage): Promise<PushRecord | undefined> =>
  fileOf(pkg).read();

/** Adds a reference to those of the same content; those of other content are dropped. */
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
