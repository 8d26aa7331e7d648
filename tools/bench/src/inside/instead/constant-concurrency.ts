import type { AdaptiveConcurrency } from '@joblayer/object-store/transfer-parts';

/** The number of connections for large objects without adaptive concurrency: always so many. */
export function constantConcurrency(count: number) {
  return class implements Pick<AdaptiveConcurrency, 'count' | 'measured'> {
    readonly count: number;

    constructor(most: number) {
      this.count = Math.min(count, most);
    }

    measured(): void {
      // Whatever the rate is, nothing changes.
    }
  };
}
