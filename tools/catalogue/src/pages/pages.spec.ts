import { join } from 'node:path';
import { softwareIn } from '@joblayer/tool-manifest';
import { readCatalogue } from '../read/read-catalogue.ts';
import { pagesOf } from '../site/pages.ts';
import { sizeText } from './facts.ts';
import { packagePath } from './html.ts';

const ROOT = join(import.meta.dirname, '../../../..');
/** The assets, which pages share, are smaller than 20 kB. */
const MOST_BYTES = 280_000;

const catalogue = await readCatalogue(ROOT);
const pages = await pagesOf(catalogue, 'https://example.org/source');
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

describe.each(catalogue.packages)('the page of $name', ({ name, manifest, definitions, tasks }) => {
  const page = pages.get(packagePath(name)) ?? '';

  it('has its software with versions and licences', () => {
    const text = page.replaceAll(/\s+/g, ' ');
    for (const { name, version, license } of softwareIn(manifest))
      expect(text).toContain(`${name} ${version}, licence ${license}`);
  });

  it('has each definition with all of its options', () => {
    for (const { name, described } of definitions) {
      expect(page).toContain(`id="${name}"`);
      const { inputs, outputs, params } = described;
      for (const { flag } of [inputs, outputs, params].flatMap((group) => Object.values(group)))
        expect(page).toContain(`<code>--${flag}</code>`);
    }
  });

  it('has a task, if it has a tool', () => {
    const advice = `no tag in packages/${name}/manifest.json is a task of tools/catalogue/src/edam/tasks.ts`;
    expect(tasks.length > 0 || definitions.length === 0 ? 'fine' : advice).toBe('fine');
  });
});

describe('the site', () => {
  it('lists every definition on its first page', () => {
    const first = pages.get('index.html') ?? '';
    for (const pkg of catalogue.packages)
      for (const { name } of pkg.definitions)
        expect(first).toContain(`href="${packagePath(pkg.name)}#${name}"`);
  });

  it.each([...pages.keys()])('has a page of less than 300 kB: %s', (path) => {
    expect(Buffer.byteLength(pages.get(path) ?? '')).toBeLessThan(MOST_BYTES);
  });

  it('has no link to a page or a heading that does not exist', () => {
    const broken = [...pages].flatMap(([path, text]) =>
      [...text.matchAll(/href="(?!https?:|data:)([^"#]*)(?:#([^"]*))?"/g)]
        .map(([, target = '', anchor]) => ({ target, anchor }))
        .filter(({ target }) => !target.includes('assets/'))
        .filter(({ target, anchor }) => {
          const page = target === '' ? text : pages.get(join(path, '..', target));
          return page === undefined || (anchor !== undefined && !page.includes(`id="${anchor}"`));
        })
        .map(({ target, anchor }) => `${path}: ${target}#${anchor}`),
    );
    expect(broken).toEqual([]);
  });

  it('has each heading’s name once in a page', () => {
    for (const text of pages.values()) {
      const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect(ids.toSorted()).toEqual([...new Set(ids)].toSorted());
    }
  });

  it('escapes what it fills in', async () => {
    const [first] = catalogue.packages;
    if (!first) throw new Error('there is no package');
    const description = '<script>alert("&")</script>';
    const software = { ...first.manifest.software, description };
    const changed = { ...first, manifest: { ...first.manifest, software } };
    const [text = ''] = (await pagesOf({ version: '1', packages: [changed] }, undefined)).values();
    expect(text).not.toContain(description);
    expect(text).toContain(escaped('<script>alert('));
  });
});

describe('the size of an image', () => {
  it.each([
    [
      'that was measured',
      { compressedBytes: 109_297_009, ownBytes: 8_806_693, standIn: false },
      /^109\.3 MB to pull, .* 8\.8 MB/,
    ],
    ['with a stand-in', { compressedBytes: 1_000_000, ownBytes: 0, standIn: true }, /stand-in/],
    ['that was never measured', undefined, /^not measured yet$/],
  ])('%s says so', (_, size, text) => {
    expect(sizeText(size)).toMatch(text);
  });
});
