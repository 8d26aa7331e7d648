import { reverseComplement } from '../simulation/bases.ts';
import { codingSequence, extentOf, type CodingGene } from '../simulation/coding-gene.ts';

/** The transcript of a gene: its coding sequence, as if it had no other exons. */
export interface Transcript {
  readonly gene: CodingGene;
  readonly bases: string;
}

/** Reads that have such a part only once in the genome can be told apart. */
const WORD_BASES = 40;

/**
 * The transcripts of the genes that can be told apart: long enough for fragments, without parts that
 * the genome has elsewhere too, as the flocculins' genes have, and no other gene on the same strand has
 * bases of theirs.
 */
export function transcriptsOf(
  genes: readonly CodingGene[],
  genome: string,
  leastBases: number,
): Transcript[] {
  const repeats = repeatedWords(genome);
  return genes
    .filter((gene) => !genes.some((other) => other !== gene && overlaps(gene, other)))
    .map((gene) => ({ gene, bases: codingSequence(gene, genome) }))
    .filter(({ bases }) => bases.length >= leastBases)
    .filter(({ bases }) => !wordsOf(bases).some((word) => repeats.has(word)));
}

const wordsOf = (bases: string): string[] =>
  Array.from({ length: Math.max(0, bases.length - WORD_BASES + 1) }, (_, start) =>
    bases.slice(start, start + WORD_BASES),
  );

/** The words that the two strands of a genome have more than once. */
function repeatedWords(genome: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const word of [...wordsOf(genome), ...wordsOf(reverseComplement(genome))])
    (seen.has(word) ? repeated : seen).add(word);
  return repeated;
}

function overlaps(one: CodingGene, other: CodingGene): boolean {
  if (one.isForward !== other.isForward) return false;
  const [a, b] = [extentOf(one), extentOf(other)];
  return a.first <= b.last && b.first <= a.last;
}

/** The transcripts as GTF, with an exon for each part. */
export function gtfOf(sequence: string, transcripts: readonly Transcript[]): string {
  const lines = transcripts.flatMap(({ gene }) => {
    const attributes = `gene_id "${gene.name}"; transcript_id "${gene.name}";`;
    const row = (
      type: string,
      { first, last }: { readonly first: number; readonly last: number },
    ) => [sequence, 'SGD', type, first, last, '.', gene.isForward ? '+' : '-', '.', attributes];
    return [row('transcript', extentOf(gene)), ...gene.parts.map((part) => row('exon', part))];
  });
  return lines.map((fields) => `${fields.join('\t')}\n`).join('');
}
