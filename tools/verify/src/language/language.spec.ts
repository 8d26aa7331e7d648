import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceText } from './source-text.ts';
import {
  BANNED_IN_MESSAGES,
  BANNED_IN_NAMES,
  BANNED_IN_PROSE,
  bannedIn,
  wordsOfName,
} from './word-list.ts';

const ROOT = join(import.meta.dirname, '../../../..');

/** What may stay, and why. At most ten. */
const EXEMPT: readonly { readonly file: RegExp; readonly text: RegExp; readonly why: string }[] = [
  {
    file: /^libs\/job-runtime\/src\//,
    text: /^(\.claim|claims|taking-back|claimant)$/,
    why: 'names of objects in S3, and of files and lines in scratch, which older releases read as well',
  },
];

const used = new Set<number>();
const isExempt = (file: string, text: string): boolean =>
  EXEMPT.some((each, i) => each.file.test(file) && each.text.test(text) && used.add(i));

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const files = (pattern: string) =>
  globSync(pattern, { cwd: ROOT, exclude: ['**/node_modules/**', '**/dist/**'] });
const sources = files('{libs,packages,tools}/*/{src,test}/**/*.{ts,mts,mjs}');
const parsed = sources.map((file) => ({ file, ...sourceText(file, read(file)) }));
const documents = files('{*.md,docs/**/*.md,{libs,packages,tools}/*/**/*.md}');

const report = (file: string, texts: Iterable<string>, find: (text: string) => readonly string[]) =>
  [...texts].flatMap((text) => {
    const found = find(text);
    return found.length === 0 || isExempt(file, text) ? [] : [`${file}: ${text.trim()}: ${found}`];
  });

describe('the words of this project', () => {
  it('are the field’s in names of variables, functions and types', () => {
    expect(
      parsed.flatMap(({ file, names }) =>
        report(file, names, (name) => bannedIn(wordsOfName(name), BANNED_IN_NAMES)),
      ),
    ).toEqual([]);
  });

  it('are the field’s in names of files', () => {
    const find = (path: string) => bannedIn(wordsOfName(path), BANNED_IN_NAMES);
    expect(sources.flatMap((file) => report(file, [file], find))).toEqual([]);
  });

  it('are the field’s in messages, error codes and types of events', () => {
    expect(
      parsed
        .filter(({ file }) => file.includes('/src/') && !file.endsWith('.spec.ts'))
        .flatMap(({ file, messages }) =>
          report(file, messages, (text) => bannedIn(wordsOfName(text), BANNED_IN_MESSAGES)),
        ),
    ).toEqual([]);
  });

  it('are plain in comments and documents', () => {
    const find = (text: string) => bannedIn(text, BANNED_IN_PROSE);
    expect(parsed.flatMap(({ file, comments }) => report(file, comments, find))).toEqual([]);
    const paragraphs = (file: string) => read(file).split(/\n\s*\n/);
    expect(documents.flatMap((file) => report(file, paragraphs(file), find))).toEqual([]);
  });

  it('have at most ten exemptions, each of which is needed', () => {
    expect(EXEMPT.length).toBeLessThanOrEqual(10);
    expect(EXEMPT.filter((_, i) => !used.has(i))).toEqual([]);
  });
});

describe('the rule of words', () => {
  it.each([
    ['claimOf', 1],
    ['#claim', 1],
    ['TAKE_BACK_MS', 1],
    ['libs/x/src/take-back.ts', 1],
    ['HTTPAnswer', 1],
    ['disclaimer', 0],
    ['stepWords', 1],
    ['words', 0],
  ])('finds in the name %s what is banned: %d', (name, count) => {
    expect(bannedIn(wordsOfName(name), BANNED_IN_NAMES)).toHaveLength(count);
  });

  it('finds a phrase that a line break cuts in two', () => {
    const { comments } = sourceText('x.ts', '// It is taken\n// back then.\nconst a = 1;\n');
    expect(comments.map((text) => bannedIn(text, BANNED_IN_PROSE).length)).toEqual([1]);
  });

  it('reads messages, and not the names of imported files', () => {
    const text = "import { a } from './claim.ts';\nexport const b = `the claim of ${a} is lost`;\n";
    expect(sourceText('x.ts', text).messages).toEqual(['the claim of ', ' is lost']);
  });
});
