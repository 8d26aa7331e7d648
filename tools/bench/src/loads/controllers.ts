import type { Bed } from '../bed/bed.ts';
import { bundleVariant, type Variant } from '../bed/drivers.ts';
import {
  fourConnections,
  joblayer,
  littleMemory,
  sixteenConnections,
  withoutPace,
} from '../sides/drivers.ts';
import { lessController } from './contest.ts';
import { largeDown, largeUp } from './large.ts';
import type { Load } from './load.ts';

/** A run takes more than a minute, and the difference is large. */
const CRAWLING_ROUNDS = 3;

/** Adaptive concurrency beside constant numbers of connections. */
export async function connections(bed: Bed, way: 'http' | 'limited'): Promise<Load> {
  await bundleAll(bed, ['store-with-4-connections', 'store-with-16-connections']);
  const name = way === 'http' ? 'connections-fast-link' : 'connections-limited-link';
  const contest = lessController(name, joblayer, [fourConnections, sixteenConnections]);
  const load = await largeDown(bed, way, { contest });
  return way === 'http' ? load : { ...load, title: `${load.title}, 20 MB/s a connection` };
}

/** Slow-connection detection: one response gets a tenth of what the others get. */
export async function slowConnection(bed: Bed): Promise<Load> {
  await bundleAll(bed, ['store-without-pace']);
  const contest = lessController('slow-connection', joblayer, [withoutPace]);
  const sizeBytes = bed.context.sizes.crawlingBytes;
  const load = await largeDown(bed, 'crawling', { contest, sizeBytes });
  const title = `${load.title}, 0.7 MB/s a connection, one of them 0.06 MB/s`;
  return { ...load, title, mostRounds: CRAWLING_ROUNDS };
}

/** How much of what a job was granted its uploads hold. */
export const heldMemory = (bed: Bed): Promise<Load> =>
  largeUp(bed, 'http', lessController('held-memory', joblayer, [littleMemory]));

export async function bundleAll(bed: Bed, variants: readonly Variant[]): Promise<void> {
  for (const variant of variants) await bundleVariant(bed.directories.drivers, variant);
}
