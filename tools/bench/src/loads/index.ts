import type { Bed } from '../bed/bed.ts';
import { concurrent } from './concurrent.ts';
import { largeDown, largeUp } from './large.ts';
import type { Load } from './load.ts';
import { reference } from './reference.ts';
import { smallDown, smallUp } from './small.ts';
import { startHelp, startJob } from './start-up.ts';
import { stream } from './stream.ts';

/** Everything that can be measured, in the order in which it is. Each makes what it needs. */
export const LOADS = {
  'large-down': (bed) => largeDown(bed, 'http'),
  'large-down-md5': (bed) => largeDown(bed, 'http', 'at-once'),
  'large-up': (bed) => largeUp(bed, 'http'),
  'small-down': (bed) => smallDown(bed, 'http'),
  'small-up': (bed) => smallUp(bed, 'http'),
  reference,
  stream,
  'concurrent-1': (bed) => concurrent(bed, 1),
  'concurrent-10': (bed) => concurrent(bed, 10),
  'concurrent-50': (bed) => concurrent(bed, 50),
  'start-help': startHelp,
  'start-job': startJob,
  'large-down-tls': (bed) => largeDown(bed, 'https'),
  'large-up-tls': (bed) => largeUp(bed, 'https'),
  'small-down-tls': (bed) => smallDown(bed, 'https'),
  'small-up-tls': (bed) => smallUp(bed, 'https'),
} as const satisfies Record<string, (bed: Bed) => Promise<Load>>;

export type LoadName = keyof typeof LOADS;

export const LOAD_NAMES = Object.keys(LOADS) as LoadName[];

/** Those of a quick run unless others are named: at least one of each kind. */
export const QUICK_LOAD_NAMES: readonly LoadName[] = [
  ...(['large-down', 'large-up', 'small-down', 'small-up', 'reference', 'stream'] as const),
  ...(['concurrent-10', 'start-help', 'start-job', 'large-down-tls'] as const),
];
