import { run } from '@joblayer/subprocess';
import { randomBytes } from 'node:crypto';

/** First part of the names of one test's images. No other test has it. */
export const uniquePrefix = (): string => `joblayer-test-${randomBytes(6).toString('hex')}`;

/**
 * The images in the engine whose repository starts with `prefix`, also under a registry's host.
 * Sorted by name, because the engine lists images of the same second in any order.
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
