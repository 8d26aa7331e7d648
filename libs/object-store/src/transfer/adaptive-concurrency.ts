/** The first number of connections. A small one costs little on a fast link, because more are added soon. */
const FIRST = 4;
const STEP = 2;
/** The factor by which two more connections must raise the rate. */
const LEAST_GAIN = 1.08;
/** The number of measurements between a useless increase and the next try. */
const REST = 20;

/**
 * How many connections fetch large objects. Connections are added as long as the rate grows with them. More only cost
 * if the link, the disk or the processor is the limit.
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
