import { sentencesOf, wordsOf } from './sentences.ts';

describe('the sentences of a Markdown text', () => {
  it.each([
    ['end at a full stop before a blank', 'One. Two!\nThree? `four` is five.', 4],
    [
      'do not end within a number, a file name or a span of code',
      'Node 24.1 reads a.fq.gz: `a. b`.',
      1,
    ],
    ['continue over line ends', 'One\nand\ntwo.', 1],
    ['may end in emphasis or quotes', '**One.** Two (three.) “Four.” Five.', 4],
    ['end with their paragraph', 'One\n\ntwo', 2],
  ])('%s', (_, markdown, expected) => expect(sentencesOf(markdown)).toHaveLength(expected));

  it.each([
    [
      'each item of a list',
      '- one\n  and more\n- two\n\n1. three',
      ['one and more', 'two', 'three'],
    ],
    [
      'each cell of a table',
      '| a | b |\n| --- | --- |\n| c \\| d | e |',
      ['a', 'b', 'c \\| d', 'e'],
    ],
    ['headings', '# One\nTwo.', ['One', 'Two.']],
  ])('are separate for %s', (_, markdown, expected) =>
    expect(sentencesOf(markdown).filter((text) => !text.startsWith('---'))).toEqual(expected),
  );

  it('exclude code blocks and comments', () => {
    const code = '```sh\nno sentence. None.\n```';
    expect(sentencesOf(`One.\n\n${code}\n\n    nor. this.\n\n<!-- nor. that. -->`)).toEqual([
      'One.',
    ]);
  });

  it("count a span of code as one word, and a link's address as none", () => {
    const [sentence = ''] = sentencesOf(
      'Run `npm run demo -- --keep`, see [the page](docs/a b.md).',
    );
    expect(wordsOf(sentence)).toBe(5);
  });
});
