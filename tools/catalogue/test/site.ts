import { workspaceRoot } from '@joblayer/local-cloud';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSite } from '../src/site/build-site.ts';
import { serveSite } from '../src/site/serve-site.ts';

/** The site of this workspace, served to this machine. */
export interface TestSite {
  readonly url: string;
  /** The paths of all pages. */
  readonly pages: readonly string[];
  readonly stop: () => Promise<void>;
}

export async function startSite(): Promise<TestSite> {
  const outDir = mkdtempSync(join(tmpdir(), 'joblayer-catalogue-'));
  await buildSite({ root: workspaceRoot, outDir });
  const pages = globSync('**/*.html', { cwd: outDir }).toSorted();
  const { url, close } = await serveSite(outDir, 0);
  const stop = async () => {
    await close();
    rmSync(outDir, { recursive: true });
  };
  return { url, pages, stop };
}
