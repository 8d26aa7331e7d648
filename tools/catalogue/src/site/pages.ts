import { slugOf } from '../edam/term.ts';
import { packagePath } from '../pages/html.ts';
import { indexPage } from '../pages/index-page.ts';
import { layout, type Page, type Site } from '../pages/layout.ts';
import { packagePage } from '../pages/package-page.ts';
import { formatPage, formatTerms, taskPage, taskTerms } from '../pages/terms.ts';
import { toolsOf } from '../pages/tool-list.ts';
import type { Catalogue } from '../read/catalogue.ts';

/** The text of each page by its path below the root of the site. */
export async function pagesOf(
  catalogue: Catalogue,
  sourceUrl: string | undefined,
): Promise<ReadonlyMap<string, string>> {
  const site: Site = { version: catalogue.version, sourceUrl };
  const tools = toolsOf(catalogue.packages);
  const known = new Set(catalogue.packages.map(({ name }) => name));
  const pages: readonly (readonly [string, Page])[] = [
    ['index.html', indexPage(catalogue)],
    ...catalogue.packages.map((pkg) => [packagePath(pkg.name), packagePage(pkg, known)] as const),
    ...taskTerms(tools).map(
      (term) => [`tasks/${slugOf(term)}.html`, taskPage(term, tools)] as const,
    ),
    ...formatTerms(tools).map(
      (term) => [`formats/${slugOf(term)}.html`, formatPage(term, tools)] as const,
    ),
  ];
  const texts = pages.map(
    async ([path, page]) => [path, String(await layout(site, page))] as const,
  );
  return new Map(await Promise.all(texts));
}
