import { bundle } from '@joblayer/nx-container/bundle';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
/** The comment that the bundler writes before each file. */
const FROM_PACKAGE = /^\/\/ \S*node_modules\/(?<name>(?:@[^/\s]+\/)?[^/\s]+)\//gm;

let directory: string;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'joblayer-notice-'));
  await bundle(join(ROOT, 'packages/samtools-stats/src/main.ts'), directory);
}, 60_000);
afterAll(() => rmSync(directory, { recursive: true }));

const bundledPackages = (): Set<string> => {
  const files = readdirSync(directory).filter((name) => name.endsWith('.js'));
  const texts = files.map((name) => readFileSync(join(directory, name), 'utf8'));
  return new Set(
    texts.flatMap((text) =>
      [...text.matchAll(FROM_PACKAGE)].map(({ groups }) => groups?.['name'] ?? ''),
    ),
  );
};

describe('NOTICE', () => {
  it("names each npm package in a runner's bundle, by its name or its scope", () => {
    const named = new Set(readFileSync(join(ROOT, 'NOTICE'), 'utf8').split(/[\s,()]+/));
    const names = bundledPackages();
    expect(names).toContain('zod');
    const isNamed = (name: string) => named.has(name) || named.has(`${name.split('/')[0]}/*`);
    expect([...names].filter((name) => !isNamed(name))).toEqual([]);
  });
});
