/** The fault of a FASTQ file, without the file's name. */
export class FastqError extends Error {
  override readonly name = 'FastqError';
}
