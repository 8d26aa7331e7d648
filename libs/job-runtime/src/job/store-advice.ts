import type { StoreErrorFacts } from '@joblayer/object-store/errors';

const SUBMIT_AGAIN = 'Submit the job again; Batch does so automatically for exit code 75.';
const CHANGED = 'Submit the job again once nothing writes to it any more.';

const BY_KIND: Readonly<Partial<Record<NonNullable<StoreErrorFacts['kind']>, string>>> = {
  'checksum-mismatch': 'Submit the job again; if it stays so, the stored object is damaged.',
  changed: CHANGED,
  'precondition-failed': CHANGED,
  'source-changed':
    'Something the tool started still writes to it; have the tool wait for its end.',
  'stream-too-long': 'Have the tool write a file instead.',
  'no-conditional-writes':
    'Write to a store that has them, or accept the risk with --conditional-writes ignore, and never run two jobs with one output location.',
};

/**
 * What the user of a job can do about a store's error. The store knows nothing of jobs, so its own advice may be
 * missing.
 */
export function adviceOf({ code, kind, advice }: StoreErrorFacts): string | undefined {
  const ofJob = kind && BY_KIND[kind];
  return ofJob ?? advice ?? (code === 'transient' ? SUBMIT_AGAIN : undefined);
}
