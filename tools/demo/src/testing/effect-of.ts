import type { Variant } from '../germline/planted-variants.ts';
import {
  codingSequence,
  extentOf,
  intronsOf,
  type CodingGene,
  type Interval,
} from '../simulation/coding-gene.ts';

export type Effect = Pick<Variant, 'effect' | 'gene' | 'protein'>;

/**
 * The standard genetic code, NCBI's table 1, by codons in the order of TCAG. `*` ends a protein.
 */
const AMINO_ACIDS = 'FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG';
const NAMES: Readonly<Record<string, string>> = {
  ...{ A: 'Ala', C: 'Cys', D: 'Asp', E: 'Glu', F: 'Phe', G: 'Gly', H: 'His', I: 'Ile', K: 'Lys' },
  ...{ L: 'Leu', M: 'Met', N: 'Asn', P: 'Pro', Q: 'Gln', R: 'Arg', S: 'Ser', T: 'Thr', V: 'Val' },
  ...{ W: 'Trp', Y: 'Tyr', '*': '*' },
};

/**
 * The effect of a variant by the genome, its genes and the genetic code alone, in terms of the
 * Sequence Ontology. Tests compare a tool's annotation with it. Undefined where it has no effect,
 * or could have several.
 *
 * @param upstreamBases how far before a gene a variant still counts as upstream of it
 */
export function effectOf(
  { position, ref, alt }: Pick<Variant, 'position' | 'ref' | 'alt'>,
  genome: string,
  genes: readonly CodingGene[],
  upstreamBases: number,
): Effect | undefined {
  const anchored = ref.length === alt.length ? 0 : 1;
  const changed = { first: position + anchored, last: position + ref.length - 1 };
  const by = alt.slice(anchored);
  const effects = genes.flatMap((gene): Effect[] => {
    const own = { gene: gene.name };
    if (gene.parts.some((part) => isWithin(changed, part) && part.first <= position)) {
      return [{ ...own, ...codingEffect(gene, genome, changed, by) }];
    }
    const site = intronsOf(gene)
      .map((intron) => spliceSite(gene, intron, changed))
      .find((found) => found !== undefined);
    if (site) return [{ ...own, effect: `${site}&intron_variant` }];
    const { first, last } = extentOf(gene);
    const distance = gene.isForward ? first - changed.last : changed.first - last;
    return distance > 0 && distance <= upstreamBases
      ? [{ ...own, effect: 'upstream_gene_variant' }]
      : [];
  });
  const graver = effects.filter(({ effect }) => effect !== 'upstream_gene_variant');
  const [only, ...more] = graver.length > 0 ? graver : effects;
  return more.length === 0 ? only : undefined;
}

const isWithin = (inner: Interval, outer: Interval): boolean =>
  outer.first <= inner.first && inner.last <= outer.last;

function codingEffect(
  gene: CodingGene,
  genome: string,
  changed: Interval,
  by: string,
): Omit<Effect, 'gene'> {
  const before = codingSequence(gene, genome);
  const after = codingSequence(gene, genome, changed, by);
  const removed = changed.last - changed.first + 1 - by.length;
  if (removed % 3 !== 0) return { effect: 'frameshift_variant' };
  if (removed > 0) return { effect: `${codonWise(before, after)}_inframe_deletion` };
  if (removed < 0) return { effect: `${codonWise(after, before)}_inframe_insertion` };
  const [old, now] = [proteinOf(before), proteinOf(after)];
  const codon = Math.floor(firstDifference(before, after) / 3);
  const [from = '', to = ''] = [old[codon], now[codon]];
  const protein = `p.${NAMES[from] ?? ''}${codon + 1}${NAMES[to] ?? ''}`;
  if (codon === 0 && from !== to) return { effect: 'start_lost' };
  if (from === to) return { effect: 'synonymous_variant', protein };
  return { effect: to === '*' ? 'stop_gained' : 'missense_variant', protein };
}

/** Whether the longer sequence only adds whole codons, so that the codons around them stay. */
function codonWise(longer: string, shorter: string): 'conservative' | 'disruptive' {
  const more = longer.length - shorter.length;
  const starts = Array.from({ length: longer.length / 3 }, (_, codon) => 3 * codon);
  return starts.some((start) => longer.slice(0, start) + longer.slice(start + more) === shorter)
    ? 'conservative'
    : 'disruptive';
}

const firstDifference = (before: string, after: string): number =>
  Array.from(before).findIndex((base, at) => base !== after[at]);

function proteinOf(coding: string): string {
  const index = (base: string) => 'TCAG'.indexOf(base);
  return Array.from({ length: Math.floor(coding.length / 3) }, (_, codon) => {
    const [first = '', second = '', third = ''] = coding.slice(3 * codon, 3 * codon + 3);
    return AMINO_ACIDS[16 * index(first) + 4 * index(second) + index(third)] ?? 'X';
  }).join('');
}

/** An intron's first two bases in the direction of reading are the donor, its last two the acceptor. */
function spliceSite(
  { isForward }: CodingGene,
  { first, last }: Interval,
  changed: Interval,
): string | undefined {
  const [left, right] = isForward
    ? ['splice_donor_variant', 'splice_acceptor_variant']
    : ['splice_acceptor_variant', 'splice_donor_variant'];
  if (isWithin(changed, { first, last: first + 1 })) return left;
  return isWithin(changed, { first: last - 1, last }) ? right : undefined;
}
