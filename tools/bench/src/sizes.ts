/** The sizes and numbers of a run's loads. */
export interface Sizes {
  readonly rounds: number;
  readonly largeBytes: number;
  readonly smallObjects: number;
  readonly smallBytes: number;
  /** Copies of phage lambda's 20,000 aligned reads in the streamed BAM: 80 copies make more than 200 MB. */
  readonly bamCopies: number;
  readonly referenceBytes: number;
  /** The bytes that each of many jobs at once fetches. */
  readonly concurrentBytes: number;
  /** For the slow link: 15 pieces of 16 MiB and one of 4 MiB. `images/tls/haproxy.cfg` slows the last one down. */
  readonly crawlingBytes: number;
  /** The memory that is touched before each timed run. */
  readonly faultInBytes: number;
  /** The most tries of a run that other processes disturb, the first included. */
  readonly tries: number;
}

const MB = 1e6;
const MIB = 1024 * 1024;

export const FULL: Sizes = {
  rounds: 7,
  largeBytes: 1000 * MB,
  smallObjects: 2000,
  smallBytes: 50_000,
  bamCopies: 80,
  referenceBytes: 1000 * MB,
  concurrentBytes: 40 * MB,
  crawlingBytes: 244 * MIB,
  faultInBytes: 900 * MB,
  tries: 3,
};

/** Takes less than three minutes once the images are built. Long loads are smaller, and nothing is repeated. */
export const QUICK: Sizes = {
  rounds: 1,
  largeBytes: 250 * MB,
  smallObjects: 200,
  smallBytes: 50_000,
  bamCopies: 12,
  referenceBytes: 250 * MB,
  concurrentBytes: 20 * MB,
  crawlingBytes: 244 * MIB,
  faultInBytes: 400 * MB,
  tries: 1,
};

/** Sizes for the test of the bench. */
export const TINY: Sizes = {
  rounds: 1,
  largeBytes: 6 * MB,
  smallObjects: 5,
  smallBytes: 1000,
  bamCopies: 1,
  referenceBytes: 1 * MB,
  concurrentBytes: 1 * MB,
  crawlingBytes: 1 * MB,
  faultInBytes: 0,
  tries: 1,
};
