import type { Refuse } from '../fasta/rules.ts';
import type { GenomeSequence } from './checked-file.ts';

const MOST_NAMES = 3;

/**
 * Refuses sequences of another genome: if none of the names is in the genome, or if one has another length there.
 *
 * @param bases undefined for a sequence whose length the file does not state
 */
export function refuseOtherGenome(
  sequences: readonly { readonly name: string; readonly bases?: number | undefined }[],
  genome: readonly GenomeSequence[] | undefined,
  refuse: Refuse,
): void {
  if (!genome || sequences.length === 0) return;
  const known = new Map(genome.map(({ name, bases }) => [name, bases]));
  const found = sequences.filter(({ name }) => known.has(name));
  if (found.length === 0) {
    refuse(
      `names ${firstOf(sequences)}, and the genome has ${firstOf(genome)}`,
      'Give files of one genome. One of the two may write chr1, the other 1.',
    );
  }
  const other = found.find(({ name, bases }) => bases !== undefined && bases !== known.get(name));
  if (!other) return;
  refuse(
    `states ${other.bases} bases for ${other.name}, which has ${known.get(other.name)} in the genome`,
    'Give files of one genome, in one release.',
  );
}

const firstOf = (sequences: readonly { readonly name: string }[]): string => {
  const names = sequences.slice(0, MOST_NAMES).map(({ name }) => name);
  return names.join(', ') + (sequences.length > MOST_NAMES ? ', …' : '');
};
