import type { IndexFormat } from '@joblayer/genome-files/aligners';

const NAMES = ['.1', '.2', '.3', '.4', '.rev.1', '.rev.2'] as const;
const withEnding = (ending: string) => NAMES.map((name) => name + ending);

/** https://bowtie-bio.sourceforge.net/bowtie2/manual.shtml#the-bowtie2-build-indexer */
export const INDEX_FORMAT: IndexFormat = {
  maker: 'bowtie2-build',
  suffixes: withEnding('.bt2') as [string, ...string[]],
  large: withEnding('.bt2l') as [string, ...string[]],
};

/** A small index has numbers of 32 bits, less some for marks. */
export const MOST_BASES_OF_SMALL_INDEX = 2 ** 32 - 200;
