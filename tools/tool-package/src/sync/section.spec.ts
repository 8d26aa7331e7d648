import { replaceSection } from './section.ts';

const markers = { begin: '<!-- x:begin -->', end: '<!-- x:end -->' };
const replace = (...lines: string[]) =>
  replaceSection(lines.join('\n'), markers, 'new', 'README.md').split('\n');

describe('a generated section', () => {
  it('is replaced between its two lines', () => {
    expect(replace('a', markers.begin, 'old', markers.end, 'b')).toEqual([
      'a',
      markers.begin,
      'new',
      markers.end,
      'b',
    ]);
  });

  it('gets the line ends of its file', () => {
    const text = ['a', markers.begin, 'old', markers.end, ''].join('\r\n');
    expect(replaceSection(text, markers, 'new\nlines', 'README.md')).toBe(
      ['a', markers.begin, 'new', 'lines', markers.end, ''].join('\r\n'),
    );
  });

  it.each([
    ['begins nowhere', [markers.end]],
    ['ends nowhere', [markers.begin]],
    ['ends before it begins', [markers.end, markers.begin]],
    ['begins twice', [markers.begin, markers.begin, markers.end]],
    ['is mentioned inside a line', [`see ${markers.begin}`, markers.end]],
  ])('that %s is refused with a message that names the file and the lines', (_, lines) => {
    expect(() => replace(...lines)).toThrow(/^README\.md: expected the line "<!-- x:begin -->"/);
  });
});
