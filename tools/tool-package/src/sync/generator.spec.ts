import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import type { Tree } from '@nx/devkit';
import { problemOf } from '@joblayer/problem/testing';
import { manifestText } from '@joblayer/nx-container/testing';
import sync from './generator.ts';

const DOCKERFILE = [
  'FROM scratch',
  '',
  '# metadata (kept by `nx sync`)',
  'ARG OLD_VERSION=1',
  '# end of metadata',
  'COPY a /',
  '',
].join('\n');

let tree: Tree;
beforeEach(() => {
  tree = createTreeWithEmptyWorkspace();
  tree.write('README.md', '# x\n\n<!-- tools:begin -->\n<!-- tools:end -->\n');
  tree.write('packages/tool/manifest.json', manifestText('tool'));
  tree.write('packages/tool/Dockerfile', DOCKERFILE);
});
const read = (file: string) => tree.read(file, 'utf8') ?? '';

describe('nx sync', () => {
  it("makes a Dockerfile's metadata from its tool manifest, and keeps the rest", async () => {
    await sync(tree);
    const lines = read('packages/tool/Dockerfile').split('\n');
    expect(lines.slice(0, 5)).toEqual([
      'FROM scratch',
      '',
      '# metadata (kept by `nx sync`)',
      'ARG SAMTOOLS_VERSION=1.21',
      'LABEL container.base.image="debian" \\',
    ]);
    expect(lines.slice(-3)).toEqual(['# end of metadata', 'COPY a /', '']);
  });

  it('lists each image in the README, by name', async () => {
    tree.write('packages/another/manifest.json', manifestText('another'));
    await sync(tree);
    const rows = read('README.md')
      .split('\n')
      .filter((line) => line.startsWith('| ['))
      .map((line) =>
        line
          .split('|')
          .map((cell) => cell.trim())
          .slice(1, 4),
      );
    expect(rows).toEqual([
      ['[another](packages/another)', 'Statistics of the reads in a file', 'not measured'],
      ['[tool](packages/tool)', 'Statistics of the reads in a file', 'not measured'],
    ]);
  });

  it('lists the software of each image with its licence in NOTICE', async () => {
    const [begin, end] = [
      '--- software in the images (kept by `nx sync`) ---',
      '--- end of the software in the images ---',
    ];
    tree.write('NOTICE', `x\n${begin}\nold\n${end}\ny\n`);
    const alsoContains = [{ name: 'zlib', version: '1.3', license: 'Zlib' }];
    tree.write('packages/tool/manifest.json', manifestText('tool', { alsoContains }));
    await sync(tree);
    expect(read('NOTICE')).toBe(
      `x\n${begin}\n  tool: samtools 1.21 (MIT), zlib 1.3 (Zlib)\n${end}\ny\n`,
    );
  });

  it('changes nothing when repeated', async () => {
    await sync(tree);
    const [dockerfile, readme] = [read('packages/tool/Dockerfile'), read('README.md')];
    await sync(tree);
    expect([read('packages/tool/Dockerfile'), read('README.md')]).toEqual([dockerfile, readme]);
  });

  it('names the lines that a file lacks', async () => {
    tree.write('packages/tool/Dockerfile', 'FROM scratch\n');
    expect(await problemOf(() => sync(tree))).toMatchObject({
      code: 'section-missing',
      file: 'packages/tool/Dockerfile',
      end: '# end of metadata',
    });
  });
});
