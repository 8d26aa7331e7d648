import { join } from 'node:path';
import * as z from 'zod';
import type { ContainerPackage } from '../package.ts';
import { jsonFile } from './json-file.ts';

const recordSchema = z.object({
  /** In the engine: `joblayer/samtools-stats:src-0123456789abcdef` */
  reference: z.string(),
  /** SHA-256 in hex of everything that went into the image. */
  hash: z.string(),
  /** Whether it is built from what stands in for the tool. */
  standIn: z.boolean().default(false),
  /** Where it was found instead of being built: it is in the engine only once something needed it there. */
  source: z
    .object({
      /** The registry's name in nx.json. */
      registry: z.string(),
      /** `sha256:…` */
      digest: z.string(),
    })
    .optional(),
});

/** What the last docker-build of a package left, for the targets that come after it. */
export type ImageRecord = Readonly<z.output<typeof recordSchema>>;

/** From the workspace's root; outside the package, so that it is in no image. */
export const imageRecordOf = (name: string): string => `.joblayer/images/${name}.json`;

const fileOf = ({ workspaceRoot, name }: ContainerPackage) =>
  jsonFile(join(workspaceRoot, imageRecordOf(name)), recordSchema);

/** Undefined when the package was never built here, or the record cannot be used. */
export const readImageRecord = (pkg: ContainerPackage): Promise<ImageRecord | undefined> =>
  fileOf(pkg).read();

export const writeImageRecord = (pkg: ContainerPackage, record: ImageRecord): Promise<void> =>
  fileOf(pkg).write(record);
