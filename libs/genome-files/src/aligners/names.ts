/** The prefix of the files in an index, so that it does not depend on the FASTA's name. */
export const INDEX_PREFIX = 'genome';
/** Names and lengths of the genome's sequences, beside an index. */
export const FAI = `${INDEX_PREFIX}.fai`;
/** In an index directory: lines of size in bytes and path of each other file. */
export const SIZES = 'index-files.tsv';
