import type { IndexFormat } from '@joblayer/genome-files/aligners';

/** The files of each STAR index, without those of an annotation. */
export const INDEX_FORMAT: IndexFormat = {
  maker: 'star-genome',
  suffixes: [
    ...(['genomeParameters.txt', 'Genome', 'SA', 'SAindex'] as const),
    ...['chrName.txt', 'chrLength.txt', 'chrStart.txt', 'chrNameLength.txt'],
  ],
};

/** A file that an index has only if it was made with an annotation. */
export const GENES = 'geneInfo.tab';
