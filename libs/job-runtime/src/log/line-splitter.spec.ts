import { LineSplitter } from './line-splitter.ts';

const split = (mostCharacters: number, ...chunks: (string | Buffer)[]) => {
  const splitter = new LineSplitter(mostCharacters);
  return {
    lines: chunks.flatMap((chunk) => splitter.add(Buffer.from(chunk))),
    end: splitter.end(),
  };
};

describe('the lines of a tool', () => {
  it('are put together from chunks that cut lines and characters', () => {
    expect(split(99, 'a\nb', 'c\r', '\n\n', 'd')).toEqual({ lines: ['a', 'bc', ''], end: 'd' });
    const umlaut = Buffer.from('ä\n');
    expect(split(99, umlaut.subarray(0, 1), umlaut.subarray(1))).toEqual({ lines: ['ä'] });
  });

  it('are cut to the length that is shown if they do not end', () => {
    expect(split(4, 'abc', 'def', 'ghi\nj')).toEqual({ lines: ['abcd'], end: 'j' });
    expect(split(4, 'abcdef')).toEqual({ lines: [], end: 'abcd' });
  });
});
