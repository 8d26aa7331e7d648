import { jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { type Chromium, startChromium } from './chromium.ts';
import { startSite, type TestSite } from './site.ts';

/** The first run builds the image. */
jest.setTimeout(600_000);

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DESKTOP = { width: 1200, height: 900 };
const PHONE = { width: 360, height: 740 };
/** A package with two definitions, a task and a format. */
const SAMPLES = [
  'index.html',
  'tools/snpeff.html',
  'tasks/variant-calling.html',
  'formats/bam.html',
];

let chromium: Chromium;
let site: TestSite;
beforeAll(async () => {
  site = await startSite();
  chromium = await startChromium();
});
afterAll(async () => {
  await chromium?.stop();
  await site?.stop();
});

/** Opens a page in a new profile, and closes that. */
async function withPage(
  path: string,
  options: BrowserContextOptions,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await chromium.browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.goto(`${site.url}${path}`);
    await work(page);
  } finally {
    await context.close();
  }
}

const visibleTools = (page: Page) => page.locator('.tools > li:visible').count();

describe('the catalogue in a browser', () => {
  it('prints nothing to the console, and every file of a page is there', async () => {
    const context = await chromium.browser.newContext();
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('console', (message) => problems.push(`${page.url()}: ${message.text()}`));
    page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`));
    page.on('response', (response) => {
      if (response.status() >= 400) problems.push(`${response.url()}: ${response.status()}`);
    });
    for (const path of site.pages) await page.goto(`${site.url}${path}`);
    await context.close();
    expect(site.pages.length).toBeGreaterThan(30);
    expect(problems).toEqual([]);
  });

  it('leads from the first page to a tool and its options', async () => {
    await withPage('index.html', {}, async (page) => {
      await page.getByRole('link', { name: 'bwa-mem', exact: true }).click();
      expect(new URL(page.url()).pathname).toBe('/tools/bwa-mem.html');
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('bwa-mem');
      const inputs = page.getByRole('table').filter({ hasText: '--reads1' });
      expect(await inputs.textContent()).toContain('--reference');
    });
  });

  it('finds tools by words, task and format, and keeps the search in the address', async () => {
    await withPage('index.html', {}, async (page) => {
      const all = await visibleTools(page);
      await page.getByLabel('Search').fill('indels bam');
      const found = await visibleTools(page);
      expect(found).toBeGreaterThan(0);
      expect(found).toBeLessThan(all);
      expect(await page.locator('#found').textContent()).toBe(`${found} tools`);
      await page.getByLabel('Task', { exact: true }).selectOption('Variant calling');
      await page.getByLabel('Format', { exact: true }).selectOption('VCF');
      const both = await visibleTools(page);
      expect(both).toBeGreaterThan(0);
      await page.reload();
      expect(await page.getByLabel('Search').inputValue()).toBe('indels bam');
      expect(await visibleTools(page)).toBe(both);
      await page.getByLabel('Search').fill('qqzzqq');
      expect(await page.locator('#found').textContent()).toMatch(/^No tool has all of these/);
      await page.getByRole('button', { name: 'Clear' }).click();
      await page.locator('#found', { hasText: `${all} tools` }).waitFor();
      expect(new URL(page.url()).search).toBe('');
    });
  });

  it('works with the keyboard alone', async () => {
    await withPage('index.html', {}, async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').textContent()).toBe('To the content');
      await page.keyboard.press('Enter');
      expect(await page.locator(':focus').getAttribute('id')).toBe('content');
      await page.keyboard.press('/');
      await page.keyboard.type('featurecounts');
      expect(await visibleTools(page)).toBe(1);
      // The next ones are two choices, a button and the tool.
      for (let stops = 0; stops < 4; stops += 1) await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/tools/subread.html#featurecounts');
      const block = page.locator('#featurecounts-cwl');
      await block.locator('summary').focus();
      await page.keyboard.press('Enter');
      expect(await block.locator('pre').isVisible()).toBe(true);
    });
  });

  it('copies commands, and opens the block that a link names', async () => {
    const permissions = ['clipboard-read', 'clipboard-write'];
    await withPage('tools/fastp.html#fastp-wdl', { permissions }, async (page) => {
      const block = page.locator('#fastp-wdl');
      expect(await block.locator('pre').isVisible()).toBe(true);
      await block.getByRole('button', { name: 'Copy the WDL commands' }).click();
      await block.getByText('Copied').waitFor();
      const copied = await page.evaluate('navigator.clipboard.readText()');
      expect(copied).toBe(await block.locator('pre').textContent());
      expect(copied).toMatch(/^joblayer export fastp --format wdl/);
    });
  });

  it.each([
    ['light', DESKTOP],
    ['dark', DESKTOP],
    ['light', PHONE],
    ['dark', PHONE],
  ] as const)('has no finding of axe-core: %s, %o', async (colorScheme, viewport) => {
    for (const path of SAMPLES)
      await withPage(path, { colorScheme, viewport }, async (page) => {
        await page.evaluate(
          'document.querySelectorAll("details").forEach((d) => { d.open = true; })',
        );
        const tooWide = await page.evaluate(
          'document.documentElement.scrollWidth > document.documentElement.clientWidth',
        );
        expect({ path, tooWide }).toEqual({ path, tooWide: false });
        await page.evaluate(AXE);
        const findings = await page.evaluate(
          'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`))',
        );
        expect({ path, findings }).toEqual({ path, findings: [] });
      });
  });

  it('has all but the search without JavaScript', async () => {
    await withPage('index.html', { javaScriptEnabled: false }, async (page) => {
      expect(await page.locator('#search').isVisible()).toBe(false);
      await page.getByRole('link', { name: 'Read mapping' }).click();
      await page.getByRole('link', { name: 'minimap2-index' }).click();
      const block = page.locator('#minimap2-index-snakemake');
      expect(await block.locator('pre').isVisible()).toBe(false);
      await block.locator('summary').click();
      expect(await block.locator('pre').textContent()).toContain('joblayer export minimap2');
      expect(await page.getByRole('button').count()).toBe(0);
    });
  });
});
