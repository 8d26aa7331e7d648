import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { readCatalogue } from '../read/read-catalogue.ts';
import { pagesOf } from './pages.ts';

export interface SiteOptions {
  /** The workspace. */
  readonly root: string;
  readonly outDir: string;
  readonly sourceUrl?: string | undefined;
}

const ASSETS = join(import.meta.dirname, '../assets');

/**
 * Writes the whole site in place of the one that is there.
 *
 * @returns the number of pages
 */
export async function buildSite({ root, outDir, sourceUrl }: SiteOptions): Promise<number> {
  const pages = await pagesOf(await readCatalogue(root), sourceUrl);
  await rm(outDir, { recursive: true, force: true });
  for (const [path, text] of pages) {
    await mkdir(dirname(join(outDir, path)), { recursive: true });
    await writeFile(join(outDir, path), text);
  }
  await writeAssets(join(outDir, 'assets'));
  return pages.size;
}

async function writeAssets(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await cp(join(ASSETS, 'style.css'), join(directory, 'style.css'));
  await build({
    entryPoints: [join(ASSETS, 'catalogue.ts')],
    outfile: join(directory, 'catalogue.js'),
    ...{ bundle: true, minify: true, format: 'esm', target: 'es2022', logLevel: 'error' },
  });
}
