import type { Bed } from '../bed/bed.ts';
import { CLIENT_LOADS } from './clients.ts';
import { concurrent } from './concurrent.ts';
import { connections, heldMemory, slowConnection } from './controllers.ts';
import { largeDown, largeUp } from './large.ts';
import type { Load } from './load.ts';
import { reference } from './reference.ts';
import { smallDown, smallUp } from './small.ts';
import { startHelp, startJob } from './start-up.ts';
import { stream } from './stream.ts';
import { VERSION_LOADS } from './versions.ts';

/** Joblayer side by side with other programs, in the order of measurement. Each load prepares its own data. */
const PEER_LOADS = {
  'large-down': (bed) => largeDown(bed, 'http'),
  'large-down-md5': (bed) => largeDown(bed, 'http', { how: 'at-once' }),
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

/** Joblayer side by side with variants of itself. `docs/decisions` quotes the results. */
const DECISION_LOADS = {
  ...CLIENT_LOADS,
  'connections-fast-link': (bed) => connections(bed, 'http'),
  'connections-limited-link': (bed) => connections(bed, 'limited'),
  'held-memory': heldMemory,
  'slow-connection': (bed) => slowConnection(bed, 'crawling'),
  'slow-connection-fast-link': (bed) => slowConnection(bed, 'crawling-fast'),
} as const satisfies Record<string, (bed: Bed) => Promise<Load>>;

/** All loads. */
export const LOADS = { ...PEER_LOADS, ...DECISION_LOADS, ...VERSION_LOADS };

export type LoadName = keyof typeof LOADS;

const namesOf = <Name extends string>(loads: Readonly<Record<Name, unknown>>): Name[] =>
  Object.keys(loads) as Name[];

export const LOAD_NAMES: readonly LoadName[] = namesOf(LOADS);
/** The loads of a run by default. */
export const PEER_LOAD_NAMES: readonly LoadName[] = namesOf(PEER_LOADS);
export const DECISION_LOAD_NAMES: readonly LoadName[] = namesOf(DECISION_LOADS);

export const VERSION_LOAD_NAMES: readonly LoadName[] = namesOf(VERSION_LOADS);

/** The loads of a quick run by default: at least one of each kind. */
export const QUICK_LOAD_NAMES: readonly LoadName[] = [
  ...(['large-down', 'large-up', 'small-down', 'small-up', 'reference', 'stream'] as const),
  ...(['concurrent-10', 'start-help', 'start-job', 'large-down-tls'] as const),
];
