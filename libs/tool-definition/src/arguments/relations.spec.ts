import { brokenRelation, type Relation } from './relations.ts';

const message = { problem: 'wrong', advice: 'Correct it.' };
const broken = (
  relation: Relation,
  counts: Record<string, number>,
  values: Record<string, unknown> = {},
) => brokenRelation([relation], { counts, values })?.problem;

const bySex = { option: 'ploidy', is: ['X', 'Y'] };
const named = { option: 'sequence', isNot: ['none'] };

describe('a relation between options', () => {
  it.each<[string, Relation, Record<string, number>, Record<string, unknown>, boolean]>([
    [
      'is broken: the required option is missing',
      { kind: 'requires', when: 'cram', option: 'fasta', ...message },
      { cram: 1 },
      {},
      true,
    ],
    [
      'holds: the required option is given',
      { kind: 'requires', when: 'cram', option: 'fasta', ...message },
      { cram: 1, fasta: 1 },
      {},
      false,
    ],
    [
      'holds: no option requires another',
      { kind: 'requires', when: 'cram', option: 'fasta', ...message },
      { cram: 0 },
      {},
      false,
    ],
    [
      'is broken: a value requires an option that is missing',
      { kind: 'requires', when: bySex, option: 'sexes', ...message },
      {},
      { ploidy: 'X' },
      true,
    ],
    [
      'holds: another value requires no option',
      { kind: 'requires', when: bySex, option: 'sexes', ...message },
      {},
      { ploidy: '2' },
      false,
    ],
    [
      'holds: no value is there',
      { kind: 'requires', when: bySex, option: 'sexes', ...message },
      {},
      {},
      false,
    ],
    [
      'is broken: the condition of an option has no value',
      { kind: 'onlyWith', option: 'table', condition: named, ...message },
      { table: 1 },
      {},
      true,
    ],
    [
      'holds: the condition of an option is met',
      { kind: 'onlyWith', option: 'table', condition: named, ...message },
      { table: 1 },
      { sequence: 'MT' },
      false,
    ],
    [
      'is broken: the condition of an option has a forbidden value',
      { kind: 'onlyWith', option: 'table', condition: named, ...message },
      { table: 1 },
      { sequence: 'none' },
      true,
    ],
    [
      'is broken: both excluded options',
      { kind: 'excludes', conditions: ['a', 'b'], ...message },
      { a: 1, b: 2 },
      {},
      true,
    ],
    [
      'holds: one of two excluded options',
      { kind: 'excludes', conditions: ['a', 'b'], ...message },
      { a: 1 },
      {},
      false,
    ],
    [
      'is broken: fewer values',
      { kind: 'sameCount', options: ['a', 'b'], ...message },
      { a: 2, b: 1 },
      {},
      true,
    ],
    [
      'holds: as many values',
      { kind: 'sameCount', options: ['a', 'b'], ...message },
      { a: 2, b: 2 },
      {},
      false,
    ],
    [
      'holds: no second option',
      { kind: 'sameCount', options: ['a', 'b'], ...message },
      { a: 2 },
      {},
      false,
    ],
    [
      'is broken: none of the options',
      { kind: 'oneOf', options: ['a', 'b'], ...message },
      {},
      {},
      true,
    ],
    [
      'holds: one of the options',
      { kind: 'oneOf', options: ['a', 'b'], ...message },
      { b: 1 },
      {},
      false,
    ],
  ])('%s (%j)', (_, relation, counts, values, isBroken) => {
    expect(broken(relation, counts, values)).toBe(isBroken ? 'wrong' : undefined);
  });

  it('has values and counts of options filled into its message', () => {
    const relation: Relation = {
      ...{ kind: 'sameCount', options: ['reads1', 'reads2'] },
      problem: '{reads1.count} lanes, {reads2.count} mates',
      advice: 'Not {platform.value}.',
    };
    const given = { counts: { reads1: 3, reads2: 1 }, values: { platform: 'ILLUMINA' } };
    expect(brokenRelation([relation], given)).toEqual({
      problem: '3 lanes, 1 mates',
      advice: 'Not ILLUMINA.',
    });
  });
});
