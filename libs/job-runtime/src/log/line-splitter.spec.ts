import { LineSplitter } from './line-splitter.ts';

const split = (mostCharacters: number, ...chunks: (string | Buffer)[]) => {
  const splitter = new LineSplitter(mostCharacters);
  return {
    lines: chunks.flatMap((chunk) => splitter.add(Buffer.from(chunk))),
    end: splitter.end(),
  };
};

describe('the lines of a tool', () => {
  it('are put together from chunks, whatever these cut', () => {
    expect(split(99, 'a\nb', 'c\r', '\n\n', 'd')).toEqual({ lines: ['a', 'bc', ''], end: 'd' });
    const umlaut = Buffer.from('ä\n');
    expect(split(99, umlaut.subarray(0, 1), umlaut.subarray(1))).toEqual({ lines: ['ä'] });
  });

  it('that never end are kept up to what is shown of them', () => {
    expect(split(4, 'abc', 'def', 'ghi\nj')).toEqual({ lines: ['abcd'], end: 'j' });
    expect(split(4, 'abcdef')).toEqual({ lines: [], end: 'abcd' });
  });
});
