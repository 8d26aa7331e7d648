import { matches, patternOf } from './pattern.ts';

describe('a regular expression as data', () => {
  it('is the same in JSON, with its flags, and matches the same text', () => {
    const pattern = patternOf(/^a\/b "\d+"$/i);
    const read = JSON.parse(JSON.stringify(pattern)) as typeof pattern;
    expect(read).toEqual({ source: '^a\\/b "\\d+"$', flags: 'i' });
    expect(matches(read, 'A/B "17"')).toBe(true);
    expect(matches(read, 'a/b 17')).toBe(false);
  });

  it('with a flag by which it would remember an earlier text is refused', () => {
    expect(() => patternOf(/a/g)).toThrow('/a/g: only the flags imsu');
  });
});
