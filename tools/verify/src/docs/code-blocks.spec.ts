import { codeBlocksOf, commandsOf } from './code-blocks.ts';
import { userPages } from './pages.ts';

/** `tools/verify/test/docs.spec.ts` runs `sh` blocks. The others hold no commands. */
const LANGUAGES = ['sh', 'text', 'json', 'mermaid'];
/** `libs/sample-sheet/src/docs.spec.ts` makes jobs of these. */
const SHEETS = { file: 'docs/sample-sheets.md', languages: ['tsv', 'csv', 'jsonl'] };
const COMMAND = /^ *(?:\$ )?(?:npm|npx|nx|docker|aws|node|git|sudo|cd|curl) /m;
const INDENTED_COMMAND = /^(?: {4}|\t)(?:\$ )?(?:npm|npx|nx|docker|aws|node|git|sudo|cd|curl) /m;

describe('the commands of a page', () => {
  it('are those of its sh blocks, in order', () => {
    const page = '```sh\none\n```\n\n```text\ntwo\n```\n\n```sh\nthree\n```\n';
    expect(commandsOf(page)).toBe('one\nthree\n');
  });
});

describe.each(userPages)('$file', ({ file, text }) => {
  const blocks = codeBlocksOf(text);

  it('has code only in languages that a test knows', () => {
    const known = [...LANGUAGES, ...(file === SHEETS.file ? SHEETS.languages : [])];
    expect(blocks.map(({ language }) => language).filter((l) => !known.includes(l))).toEqual([]);
  });

  it('has commands only in sh blocks, which are run', () => {
    const others = blocks.filter(({ language, text }) => language !== 'sh' && COMMAND.test(text));
    expect(others).toEqual([]);
    const prose = text.replaceAll(/^ *```.*?^ *```$/gms, '');
    expect(INDENTED_COMMAND.exec(prose)?.[0]).toBeUndefined();
  });

  it('has valid JSON', () => {
    for (const { text } of blocks.filter(({ language }) => language === 'json'))
      expect(() => JSON.parse(text) as unknown).not.toThrow();
  });
});
