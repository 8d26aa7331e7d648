/** The bases of a FASTA with one sequence, in capitals. */
export const sequenceOf = (fasta: string): string =>
  fasta
    .split('\n')
    .filter((line) => !line.startsWith('>'))
    .map((line) => line.trim())
    .join('')
    .toUpperCase();
