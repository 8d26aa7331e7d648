import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { anchorsOf, linksOf, type Link } from './links.ts';
import { allPages, ROOT } from './pages.ts';

const leadsSomewhere = (from: string, { path, anchor }: Link): boolean => {
  const target = path === '' ? join(ROOT, from) : join(ROOT, dirname(from), path);
  if (!existsSync(target)) return false;
  if (anchor === undefined) return true;
  const page = statSync(target).isDirectory() ? join(target, 'README.md') : target;
  return anchorsOf(readFileSync(page, 'utf8')).includes(anchor);
};

describe('a link', () => {
  it('is found with its anchor, but not in code and not to a web server', () => {
    const page = '[a](b.md#c) `[no](no.md)` [web](https://example.org) [d](e/)';
    expect(linksOf(page)).toEqual([
      { path: 'b.md', anchor: 'c' },
      { path: 'e/', anchor: undefined },
    ]);
  });

  it("matches a heading's anchor as GitHub makes it", () => {
    expect(anchorsOf('# A b\n\n## What `x` is, and is not\n')).toEqual([
      'a-b',
      'what-x-is-and-is-not',
    ]);
  });

  it.each(allPages)('in $file leads to an existing file and heading', ({ file, text }) => {
    expect(linksOf(text).filter((link) => !leadsSomewhere(file, link))).toEqual([]);
  });
});

describe('the index of docs', () => {
  it('links each page beside it', () => {
    const pages = allPages.filter(({ file }) => /^docs\/[^/]+\.md$/.test(file));
    const index = pages.find(({ file }) => file === 'docs/README.md');
    const linked = linksOf(index?.text ?? '').map(({ path }) => `docs/${path}`);
    const others = pages.filter((page) => page !== index).map(({ file }) => file);
    expect(others.length).toBeGreaterThan(8);
    expect(others.filter((file) => !linked.includes(file))).toEqual([]);
  });
});
