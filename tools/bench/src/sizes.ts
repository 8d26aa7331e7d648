/** How much of everything a run measures. */
export interface Sizes {
  readonly rounds: number;
  readonly largeBytes: number;
  readonly smallObjects: number;
  readonly smallBytes: number;
  /** Copies of phage lambda's 20,000 aligned reads in the BAM that is streamed: 80 make more than 200 MB. */
  readonly bamCopies: number;
  readonly referenceBytes: number;
  /** What each of many jobs at once fetches. */
  readonly concurrentBytes: number;
  /** For the slow link: 15 pieces of 16 MiB, and one of 4 MiB, which `images/tls/haproxy.cfg` lets crawl. */
  readonly crawlingBytes: number;
  /** Pages of the machine that are touched before each timed run. */
  readonly faultInBytes: number;
  /** How often a run may be repeated because others disturbed it, the first included. */
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

/** Under three minutes, once the images are built: what takes long is smaller, and nothing is repeated. */
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

/** For the test of the bench itself. */
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
