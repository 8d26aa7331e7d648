import { codingGenes } from '../simulation/coding-gene.ts';
import { effectOf } from './effect-of.ts';

/** Twelve bases, then ATG GCT AAA | intron GTCCCCAG | TGG TGA, then twelve more. */
const GENOME = 'CCCCCCCCCCCCATGGCTAAAGTCCCCAGTGGTGACCCCCCCCCCCC';
const cds = (strand: string, first: number, last: number) =>
  ['chr', 'x', 'CDS', first, last, '.', strand, '0', 'ID=c;Parent=g;Note=n'].join('\t');
const genes = codingGenes([cds('+', 30, 35), cds('+', 13, 21)].join('\n'));
const effect = (position: number, ref: string, alt: string) =>
  effectOf({ position, ref, alt }, GENOME, genes, 8);

describe('the effect of a variant by the genetic code', () => {
  it.each([
    [17, 'C', 'A', { effect: 'missense_variant', protein: 'p.Ala2Asp' }],
    [18, 'T', 'C', { effect: 'synonymous_variant', protein: 'p.Ala2Ala' }],
    [31, 'G', 'A', { effect: 'stop_gained', protein: 'p.Trp4*' }],
    [14, 'T', 'C', { effect: 'start_lost' }],
    [16, 'G', 'GA', { effect: 'frameshift_variant' }],
    [15, 'GGCT', 'G', { effect: 'conservative_inframe_deletion' }],
    [16, 'GCTA', 'G', { effect: 'disruptive_inframe_deletion' }],
    [15, 'G', 'GAAA', { effect: 'conservative_inframe_insertion' }],
    [22, 'G', 'A', { effect: 'splice_donor_variant&intron_variant' }],
    [29, 'G', 'A', { effect: 'splice_acceptor_variant&intron_variant' }],
    [8, 'C', 'A', { effect: 'upstream_gene_variant' }],
  ])('of position %s, %s>%s, is %j', (position, ref, alt, expected) => {
    expect(effect(position, ref, alt)).toEqual({ gene: 'g', ...expected });
  });

  it.each([
    [2, 'C', 'A'],
    [25, 'C', 'A'],
    [40, 'C', 'A'],
  ])('of position %s, %s>%s, is undefined', (position, ref, alt) => {
    expect(effect(position, ref, alt)).toBeUndefined();
  });

  it('on the reverse strand is read from the other end', () => {
    const reverse = codingGenes(cds('-', 5, 13));
    // GGG GCA CAT, reversed and complemented: ATG TGC CCC.
    const genome = 'AAAAGGGGCACATAAA';
    expect(effectOf({ position: 9, ref: 'C', alt: 'T' }, genome, reverse, 8)).toEqual({
      ...{ gene: 'g', effect: 'missense_variant', protein: 'p.Cys2Tyr' },
    });
    expect(effectOf({ position: 15, ref: 'A', alt: 'T' }, genome, reverse, 8)).toEqual({
      ...{ gene: 'g', effect: 'upstream_gene_variant' },
    });
  });
});
