import { parseCase } from './parse-case.ts';

const FILE = 'packages/x/test/x.case.json';
const GOOD = {
  definition: 'x',
  about: 'One sequence of four bases.',
  job: { input: 'data/one.fa' },
  expect: { output: { lines: ['4'] } },
  sameOnAnyCpus: true,
};
const parse = (changes: object) => parseCase(JSON.stringify({ ...GOOD, ...changes }), FILE);

describe('a case', () => {
  it('without preparations and differences has none', () => {
    expect(parse({})).toEqual({ ...GOOD, prepare: [], differs: [] });
  });

  it.each<[string, object, string]>([
    ['with an unknown field', { expected: {} }, 'Unrecognized key: "expected"'],
    [
      'with an output of which it says nothing',
      { expect: { output: { decode: ['cat'] } } },
      '"expect.output": expected "lines", "contains" or "files": an output that is only there proves nothing',
    ],
    ['without a promise for CPUs', { sameOnAnyCpus: undefined }, '"sameOnAnyCpus": '],
    [
      'that prepares a file of this machine',
      { prepare: [{ make: '/tmp/x', by: ['true'] }] },
      '"prepare.0.make": expected a path below the case’s directory',
    ],
    [
      'with a difference without a reason',
      { differs: [{ output: 'output', lines: '^#', between: 'runs', reason: '' }] },
      '"differs.0.reason": ',
    ],
  ])('%s is refused, and the field named', (_, changes, message) => {
    expect(() => parse(changes)).toThrow(message);
    expect(() => parse(changes)).toThrow(new RegExp(`^${FILE}: `));
  });

  it('that is not JSON is refused, and the file named', () => {
    expect(() => parseCase('{', FILE)).toThrow(`${FILE}: it is not JSON: `);
  });
});
