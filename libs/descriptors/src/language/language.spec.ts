import { execFileSync } from 'node:child_process';
import { groovyString } from './groovy.ts';
import { pythonString } from './python.ts';
import { shellWord } from './shell.ts';
import { wdlString } from './wdl.ts';

const HARD = [
  'it\'s "quoted" \\ and \\n',
  'a\nb\tc\u0001',
  '$x ${y} ~{z} {{w}} #{v}',
  'é 漢 😀',
  '--flag */ // -- <tag> & ]]>',
  '`id` $(id) \\',
  '',
];

/** What a language's escapes of one character stand for. */
const unescaped = (inner: string) =>
  inner.replaceAll(/\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([^]))/g, (_, four, two, one) =>
    one === undefined
      ? String.fromCharCode(parseInt(four ?? two, 16))
      : ({ n: '\n', t: '\t' }[one as 'n'] ?? one),
  );

describe.each(HARD.map((text) => [JSON.stringify(text), text] as const))(
  'the text %s',
  (_, text) => {
    it('is one word of a shell', () => {
      const printed = execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], {
        encoding: 'utf8',
      });
      expect(shellWord(text)).not.toBe('');
      expect(printed).toBe(text);
    });

    it('is one string of Groovy, which ends at its own end and has no line break', () => {
      expect(groovyString(text)).toMatch(/^'(?:[^'\\\n]|\\[^])*'$/);
      expect(unescaped(groovyString(text).slice(1, -1))).toBe(text);
    });

    it('is one string of Python, which ends at its own end and has no line break', () => {
      expect(pythonString(text)).toMatch(/^"(?:[^"\\\n]|\\[^])*"$/);
      expect(unescaped(pythonString(text).slice(1, -1))).toBe(text);
    });

    it('is one string of WDL, without placeholders', () => {
      expect(wdlString(text)).toMatch(/^"(?:[^"\\\n]|\\[^])*"$/);
      expect(wdlString(text)).not.toMatch(/(?<!\\)[$~]\{/);
      expect(unescaped(wdlString(text).slice(1, -1))).toBe(text);
    });
  },
);
