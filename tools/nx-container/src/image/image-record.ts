import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import type { ContainerPackage } from '../package.ts';

const recordSchema = z.object({
  /** In the engine: `joblayer/samtools-stats:src-0123456789abcdef` */
  reference: z.string(),
  /** SHA-256 in hex of everything that went into the image. */
  hash: z.string(),
  /** In the registry that it was last pushed to: `host/joblayer/samtools-stats@sha256:…` */
  pushed: z.string().optional(),
});

/** What the last docker-build of a package left, for the targets that come after it. */
export type ImageRecord = Readonly<z.output<typeof recordSchema>>;

/** Outside the package, so that it is in no image: `.joblayer/images/<name>.json`. */
const fileOf = (pkg: ContainerPackage): string =>
  join(pkg.workspaceRoot, '.joblayer', 'images', `${pkg.name}.json`);

/** Undefined when the package was never built here, or the record cannot be used. */
export async function readImageRecord(pkg: ContainerPackage): Promise<ImageRecord | undefined> {
  try {
    return recordSchema.parse(JSON.parse(await readFile(fileOf(pkg), 'utf8')));
  } catch (error) {
    const isUnusable = error instanceof SyntaxError || error instanceof z.ZodError;
    if (isUnusable || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export async function writeImageRecord(pkg: ContainerPackage, record: ImageRecord): Promise<void> {
  const file = fileOf(pkg);
  const beside = `${file}.${process.pid}`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(beside, `${JSON.stringify(record, null, 2)}\n`);
  await rename(beside, file);
}
