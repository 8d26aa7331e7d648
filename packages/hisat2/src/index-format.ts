import type { IndexFormat } from '@joblayer/genome-files/aligners';

const NUMBERS = ['1', '2', '3', '4', '5', '6', '7', '8'] as const;
const withEnding = (ending: string) => NUMBERS.map((number) => `.${number}${ending}`);

/** https://daehwankimlab.github.io/hisat2/manual/ */
export const INDEX_FORMAT: IndexFormat = {
  maker: 'hisat2-build',
  suffixes: withEnding('.ht2') as [string, ...string[]],
  large: withEnding('.ht2l') as [string, ...string[]],
};

/** A small index has numbers of 32 bits, less some for marks. */
export const MOST_BASES_OF_SMALL_INDEX = 2 ** 32 - 200;
