import { run } from '@joblayer/subprocess';
import { randomBytes } from 'node:crypto';

/** First part of the names of one test's images, which no other test has. */
export const uniquePrefix = (): string => `joblayer-test-${randomBytes(6).toString('hex')}`;

/**
 * The images in the engine whose repository starts with `prefix`, under a registry's host too. Sorted by name: the
 * engine lists those of one second in any order.
 */
export async function engineImages(prefix: string): Promise<string[]> {
  const { stdout } = await run(['docker', 'image', 'ls', '--format', '{{.Repository}}:{{.Tag}}']);
  const images = stdout.split('\n').filter((image) => `/${image}`.includes(`/${prefix}/`));
  return images.toSorted();
}

export async function removeEngineImages(prefix: string): Promise<void> {
  const images = await engineImages(prefix);
  if (images.length > 0) await run(['docker', 'image', 'rm', ...images]);
}
