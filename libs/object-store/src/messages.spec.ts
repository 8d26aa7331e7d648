import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const SOURCE = import.meta.dirname;
const sources = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && !path.startsWith('testing/'),
);

/** What a program may print: its string literals, and the text of its templates. */
function textsOf(path: string): readonly string[] {
  const text = readFileSync(join(SOURCE, path), 'utf8');
  const texts: string[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) texts.push(node.text);
    if (ts.isTemplateMiddleOrTemplateTail(node)) texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
  return texts;
}

it('no message of the library mentions jobs, Batch, tools or options of a command', () => {
  const texts = sources.flatMap((path) => textsOf(path).map((text) => `${path}: ${text}`));
  expect(texts.length).toBeGreaterThan(500);
  const others = /\b(jobs?|batch|tools?)\b| --(?!user)[a-z]/i;
  expect(texts.filter((text) => others.test(text.replace(/^[^:]*: /, '')))).toEqual([]);
});
