import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';

/** What an image's configuration says, kept by the digest of its manifest. */
export interface CachedImage {
  readonly labels: Readonly<Record<string, string>>;
  /** As `linux/amd64`. */
  readonly platforms: readonly string[];
}

const imageSchema = z.object({
  labels: z.record(z.string(), z.string()),
  platforms: z.array(z.string()),
});
const entrySchema = z.object({ sha256: z.string(), content: z.string() });

/** The user's cache directory, as the XDG base directory specification has it. */
export const cacheDirectory = (env: NodeJS.ProcessEnv): string =>
  join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'joblayer', 'descriptions');

const fileOf = (directory: string, digest: string): string =>
  join(directory, `${digest.replace(':', '-')}.json`);

const checksum = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Undefined where there is no entry, or a damaged one. */
export async function readCached(
  directory: string,
  digest: string,
): Promise<CachedImage | undefined> {
  try {
    const text = await readFile(fileOf(directory, digest), 'utf8');
    const { sha256, content } = entrySchema.parse(JSON.parse(text));
    return sha256 === checksum(content) ? imageSchema.parse(JSON.parse(content)) : undefined;
  } catch {
    return undefined;
  }
}

/** Another process sees the whole entry or none. A cache that cannot be written only costs time. */
export async function writeCached(
  directory: string,
  digest: string,
  image: CachedImage,
): Promise<void> {
  const content = JSON.stringify(image);
  const temporary = `${fileOf(directory, digest)}.${randomBytes(4).toString('hex')}`;
  try {
    await mkdir(directory, { recursive: true });
    await writeFile(temporary, JSON.stringify({ sha256: checksum(content), content }));
    await rename(temporary, fileOf(directory, digest));
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}
