import type { AdaptiveConcurrency } from '@joblayer/object-store/transfer-parts';

/** Replaces adaptive concurrency by a constant number of connections for large objects. */
export function constantConcurrency(count: number) {
  return class implements Pick<AdaptiveConcurrency, 'count' | 'measured'> {
    readonly count: number;

    constructor(most: number) {
      this.count = Math.min(count, most);
    }

    measured(): void {
      // The rate does not matter: the number is constant.
    }
  };
}
