import { join } from 'node:path';
import * as z from 'zod';
import type { ContainerPackage } from '../package.ts';
import { jsonFile } from './json-file.ts';

const recordSchema = z.object({
  /** The reference in the engine: `joblayer/samtools-stats:src-0123456789abcdef` */
  reference: z.string(),
  /** SHA-256 in hex of everything in the image. */
  hash: z.string(),
  /** Whether it was built with the tool's stand-in. */
  standIn: z.boolean().default(false),
  /**
   * The registry that held it, so that it was not built. The engine has it only once something
   * needed it there.
   */
  source: z
    .object({
      /** The registry's name in nx.json. */
      registry: z.string(),
      /** `sha256:…` */
      digest: z.string(),
    })
    .optional(),
});

/** What the last docker-build of a package made, for the targets after it. */
export type ImageRecord = Readonly<z.output<typeof recordSchema>>;

/** The path from the workspace's root. Outside the package, so that no image contains it. */
export const imageRecordOf = (name: string): string => `.joblayer/images/${name}.json`;

const fileOf = ({ workspaceRoot, name }: ContainerPackage) =>
  jsonFile(join(workspaceRoot, imageRecordOf(name)), recordSchema);

/** Undefined when the package was never built here, or the record cannot be read. */
export const readImageRecord = (pkg: ContainerPackage): Promise<ImageRecord | undefined> =>
  fileOf(pkg).read();

export const writeImageRecord = (pkg: ContainerPackage, record: ImageRecord): Promise<void> =>
  fileOf(pkg).write(record);
