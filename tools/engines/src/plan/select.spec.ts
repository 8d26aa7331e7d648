import { definitionsFor, unknownNames } from './select.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e'];
const FEW = { all: false, tools: [] };

describe('the definitions that an engine runs', () => {
  it('are all with --all, in their order', () => {
    expect(definitionsFor('x', NAMES, { all: true, tools: [] })).toEqual(NAMES);
  });

  it('are those that --tool names, in any engine', () => {
    expect(definitionsFor('x', NAMES, { all: false, tools: ['d', 'b'] })).toEqual(['b', 'd']);
  });

  it('are otherwise two, the same in each run, and others in another engine', () => {
    const chosen = ['k', 'l', 'm', 'n'].map((engine) => definitionsFor(engine, NAMES, FEW));
    expect(chosen.map(({ length }) => length)).toEqual([2, 2, 2, 2]);
    expect(definitionsFor('k', NAMES.toReversed(), FEW).toSorted()).toEqual(chosen[0]);
    expect(new Set(chosen.map(String)).size).toBeGreaterThan(1);
  });

  it('cannot be names that no one knows', () => {
    expect(unknownNames(['a', 'z'], NAMES)).toEqual(['z']);
  });
});
