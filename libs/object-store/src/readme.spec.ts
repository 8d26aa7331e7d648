import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '..');
const CONTRACT = join(ROOT, 'src', 'testing', 'contract');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** The cells of a table's rows under a heading. */
function rowsUnder(heading: string): readonly (readonly string[])[] {
  const section = readme.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** The first arguments of `it(…)` and of `it.each(…)(…)`. */
function titlesIn(file: string): readonly string[] {
  const titles: string[] = [];
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const visit = (node: ts.Node) => {
    if (ts.isCallExpression(node) && /^it\b/.test(node.expression.getText(source))) {
      const [title] = node.arguments;
      if (title && ts.isStringLiteralLike(title)) titles.push(title.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return titles;
}

it('the README of object-store lists each contract test with its promise, and no other test', () => {
  const files = readdirSync(CONTRACT).filter((name) => name.endsWith('-contract.ts'));
  const titles = files.flatMap((name) => titlesIn(join(CONTRACT, name)));
  expect(titles.length).toBeGreaterThan(20);
  const promised = rowsUnder('What a store promises').map(([, title]) => title);
  expect([...promised].sort()).toEqual([...titles].sort());
});

it('the README of object-store lists all error codes and all kinds of errors', () => {
  const errors = readFileSync(join(ROOT, 'src', 'errors.ts'), 'utf8');
  const literals = (from: string, to: string) => {
    const start = errors.lastIndexOf(from);
    const part = errors.slice(start, errors.indexOf(to, start));
    return [...part.matchAll(/\| '([a-z-]+)'/g)].map(([, name]) => name);
  };
  const codes = literals('type StoreErrorCode', ';\n');
  expect(codes.length).toBeGreaterThan(5);
  expect(rowsUnder('Errors').map(([code]) => code?.replaceAll('`', ''))).toEqual(codes);
  const kinds = literals('readonly kind?:', ';\n');
  expect(kinds.length).toBeGreaterThan(5);
  for (const kind of kinds) expect(readme).toContain(`\`${kind}\``);
});
