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
      'given without it',
      { kind: 'requires', when: 'cram', option: 'fasta', ...message },
      { cram: 1 },
      {},
      true,
    ],
    [
      'given with it',
      { kind: 'requires', when: 'cram', option: 'fasta', ...message },
      { cram: 1, fasta: 1 },
      {},
      false,
    ],
    [
      'not given',
      { kind: 'requires', when: 'cram', option: 'fasta', ...message },
      { cram: 0 },
      {},
      false,
    ],
    [
      'a value without it',
      { kind: 'requires', when: bySex, option: 'sexes', ...message },
      {},
      { ploidy: 'X' },
      true,
    ],
    [
      'another value',
      { kind: 'requires', when: bySex, option: 'sexes', ...message },
      {},
      { ploidy: '2' },
      false,
    ],
    ['no value', { kind: 'requires', when: bySex, option: 'sexes', ...message }, {}, {}, false],
    [
      'one alone',
      { kind: 'onlyWith', option: 'table', condition: named, ...message },
      { table: 1 },
      {},
      true,
    ],
    [
      'one with a value',
      { kind: 'onlyWith', option: 'table', condition: named, ...message },
      { table: 1 },
      { sequence: 'MT' },
      false,
    ],
    [
      'one with a wrong value',
      { kind: 'onlyWith', option: 'table', condition: named, ...message },
      { table: 1 },
      { sequence: 'none' },
      true,
    ],
    ['both', { kind: 'excludes', conditions: ['a', 'b'], ...message }, { a: 1, b: 2 }, {}, true],
    ['one of two', { kind: 'excludes', conditions: ['a', 'b'], ...message }, { a: 1 }, {}, false],
    ['fewer', { kind: 'sameCount', options: ['a', 'b'], ...message }, { a: 2, b: 1 }, {}, true],
    ['as many', { kind: 'sameCount', options: ['a', 'b'], ...message }, { a: 2, b: 2 }, {}, false],
    ['no second', { kind: 'sameCount', options: ['a', 'b'], ...message }, { a: 2 }, {}, false],
    ['none', { kind: 'oneOf', options: ['a', 'b'], ...message }, {}, {}, true],
    ['any', { kind: 'oneOf', options: ['a', 'b'], ...message }, { b: 1 }, {}, false],
  ])('with %s: %j', (_, relation, counts, values, isBroken) => {
    expect(broken(relation, counts, values)).toBe(isBroken ? 'wrong' : undefined);
  });

  it('has values and counts in its message', () => {
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
