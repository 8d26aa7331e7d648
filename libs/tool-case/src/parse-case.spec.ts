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
  it('without preparations and differences gets empty lists', () => {
    expect(parse({})).toEqual({ ...GOOD, prepare: [], differs: [], accepts: [] });
  });

  it.each<[string, object, string]>([
    ['with a fake clock left out for no reason', { sameDayOnly: '' }, '"sameDayOnly": '],
    ['with an unknown field', { expected: {} }, 'Unrecognized key: "expected"'],
    [
      'with an output without expected content',
      { expect: { output: { decode: ['cat'] } } },
      '"expect.output": expected "lines", "contains" or "files": the mere existence of an output proves nothing',
    ],
    [
      'without the field for other numbers of CPUs',
      { sameOnAnyCpus: undefined },
      '"sameOnAnyCpus": ',
    ],
    [
      'that prepares a file outside its directory',
      { prepare: [{ make: '/tmp/x', by: ['true'] }] },
      '"prepare.0.make": expected a path below the case’s directory',
    ],
    [
      'with a difference that has no reason',
      { differs: [{ output: 'output', lines: '^#', between: 'runs', reason: '' }] },
      '"differs.0.reason": ',
    ],
  ])('%s is refused with the file’s and the field’s name', (_, changes, message) => {
    expect(() => parse(changes)).toThrow(message);
    expect(() => parse(changes)).toThrow(new RegExp(`^${FILE}: `));
  });

  it('keeps the reason why two runs have one date', () => {
    const sameDayOnly = 'it hangs under a fake clock';
    expect(parse({ sameDayOnly })).toMatchObject({ sameDayOnly });
  });

  it('that is not JSON is refused with the file’s name', () => {
    expect(() => parseCase('{', FILE)).toThrow(`${FILE}: it is not JSON: `);
  });
});
