/** Fewer cost little on a fast link; more are tried at once. */
const FIRST = 4;
const STEP = 2;
/** What two more connections have to add to the rate to be worth it. */
const LEAST_GAIN = 1.08;
/** Rates that are measured before more are tried again after a try in vain. */
const REST = 20;

/**
 * How many connections large objects are fetched over: more are added as long as the rate grows with them. Where
 * the link, the disk or the processor is the limit, more connections only cost.
 */
export class AdaptiveConcurrency {
  readonly #most: number;
  #count: number;
  #bestRate = 0;
  #restLeft = 0;

  constructor(most: number) {
    this.#most = most;
    this.#count = Math.min(FIRST, most);
  }

  get count(): number {
    return this.#count;
  }

  /** Takes the rate that was measured with `count` connections, in any unit. */
  measured(rate: number): void {
    if (this.#restLeft > 0) {
      this.#restLeft -= 1;
      if (this.#restLeft === 0) this.#bestRate = 0;
    } else if (this.#count === this.#most) {
      return;
    } else if (rate > this.#bestRate * LEAST_GAIN) {
      this.#bestRate = rate;
      this.#count = Math.min(this.#count + STEP, this.#most);
    } else {
      this.#count = Math.max(this.#count - STEP, Math.min(FIRST, this.#most));
      this.#restLeft = REST;
    }
  }
}
