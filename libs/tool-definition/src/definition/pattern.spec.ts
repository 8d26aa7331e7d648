import { matches, patternOf } from './pattern.ts';

describe('a regular expression as data', () => {
  it('keeps its flags in JSON, and matches the same text', () => {
    const pattern = patternOf(/^a\/b "\d+"$/i);
    const read = JSON.parse(JSON.stringify(pattern)) as typeof pattern;
    expect(read).toEqual({ source: '^a\\/b "\\d+"$', flags: 'i' });
    expect(matches(read, 'A/B "17"')).toBe(true);
    expect(matches(read, 'a/b 17')).toBe(false);
  });

  it('is refused if a flag would make it remember earlier texts', () => {
    expect(() => patternOf(/a/g)).toThrow('/a/g: only the flags imsu');
  });
});
