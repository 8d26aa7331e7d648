/** The first number of connections. More than that gains nothing on a fast link, and fewer lose time on a slow one. */
const FIRST = 8;
const GROWTH = 1.5;
/** The factor by which the rate must rise with `GROWTH` times as many connections. */
const LEAST_GAIN = 1.15;
/** The number of measurements between a useless increase and the next try. */
const REST = 40;

/**
 * How many connections fetch large objects. Connections are added as long as the rate grows with them. More only cost
 * if the link, the disk or the processor is the limit.
 */
export class AdaptiveConcurrency {
  readonly #most: number;
  /** The number before the last increase. */
  #before: number;
  #count: number;
  #bestRate = 0;
  #restLeft = 0;

  constructor(most: number) {
    this.#most = most;
    this.#count = Math.min(FIRST, most);
    this.#before = this.#count;
  }

  get count(): number {
    return this.#count;
  }

  /** Takes the rate that was measured with `count` connections, in any unit. */
  measured(rate: number): void {
    if (this.#restLeft > 0) {
      this.#restLeft -= 1;
      if (this.#restLeft === 0) this.#bestRate = 0;
    } else if (rate > this.#bestRate * LEAST_GAIN) {
      this.#bestRate = rate;
      this.#before = this.#count;
      this.#count = Math.min(Math.ceil(this.#count * GROWTH), this.#most);
    } else {
      this.#count = this.#before;
      this.#restLeft = REST;
    }
  }
}
