import { compareOutputs } from './compare-outputs.ts';

const files = (entries: Readonly<Record<string, string>>) =>
  new Map(Object.entries(entries).map(([name, text]) => [name, Buffer.from(text)]));
const NAMES = new Map([['x.txt', 'stats']]);
const LISTED = [
  { output: 'stats', lines: '^#', between: 'cpus', reason: 'the tool notes its threads' },
] as const;

describe('the outputs of two engines', () => {
  it('are equal with the same files and bytes', () => {
    expect(compareOutputs(files({ 'x.txt': 'a' }), files({ 'x.txt': 'a' }), [], NAMES)).toEqual([]);
  });

  it('differ by a file that one of them lacks', () => {
    expect(compareOutputs(files({ a: '' }), files({ b: '' }), [], NAMES)).toEqual([
      'a: docker made it, and this engine did not',
      'b: this engine made it, and docker did not',
    ]);
  });

  it('may differ in the lines that the case lists for an output, and in no others', () => {
    const one = files({ 'x.txt': '# 1\na', other: '# 1' });
    expect(compareOutputs(one, files({ 'x.txt': '# 2\na', other: '# 1' }), LISTED, NAMES)).toEqual(
      [],
    );
    expect(
      compareOutputs(one, files({ 'x.txt': '# 2\nb', other: '# 1' }), LISTED, NAMES),
    ).toHaveLength(1);
    expect(
      compareOutputs(one, files({ 'x.txt': '# 1\na', other: '# 2' }), LISTED, NAMES),
    ).toHaveLength(1);
  });
});
