import type { Bed } from '../bed/bed.ts';
import { bundleVariant, type Variant } from '../bed/drivers.ts';
import {
  eightConnections,
  joblayer,
  littleMemory,
  sixteenConnections,
  withoutDetection,
} from '../sides/drivers.ts';
import { lessController } from './contest.ts';
import { largeDown, largeUp } from './large.ts';
import type { Load } from './load.ts';

/** A run takes minutes, and hardly uses the processors; the difference between the sides is large. */
const CRAWLING_MOST = { rounds: 3, tries: 1 };

/** Compares adaptive concurrency with constant numbers of connections. */
export async function connections(bed: Bed, way: 'http' | 'limited'): Promise<Load> {
  await bundleAll(bed, ['store-with-8-connections', 'store-with-16-connections']);
  const name = way === 'http' ? 'connections-fast-link' : 'connections-limited-link';
  const contest = lessController(name, joblayer, [eightConnections, sixteenConnections]);
  const load = await largeDown(bed, way, { contest });
  return way === 'http' ? load : { ...load, title: `${load.title}, 20 MB/s a connection` };
}

/** Measures the gain of slow-connection detection: one response gets less than a tenth of the others' rate. */
export async function slowConnection(bed: Bed, way: 'crawling' | 'crawling-fast'): Promise<Load> {
  await bundleAll(bed, ['store-without-detection']);
  const isSlow = way === 'crawling';
  const name = isSlow ? 'slow-connection' : 'slow-connection-fast-link';
  const contest = lessController(name, joblayer, [withoutDetection]);
  const sizeBytes = bed.context.sizes.crawlingBytes;
  const load = await largeDown(bed, way, { contest, sizeBytes });
  const rates = isSlow ? '0.7 MB/s a connection, one 0.06' : '20 MB/s a connection, one 0.25';
  return { ...load, title: `${load.title}, ${rates} MB/s`, most: CRAWLING_MOST };
}

/** Compares uploads that hold more and less of the job's memory. */
export const heldMemory = (bed: Bed): Promise<Load> =>
  largeUp(bed, 'http', lessController('held-memory', joblayer, [littleMemory]));

export async function bundleAll(bed: Bed, variants: readonly Variant[]): Promise<void> {
  for (const variant of variants) await bundleVariant(bed.directories.drivers, variant);
}
