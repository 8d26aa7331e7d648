import { formatNames } from '@joblayer/descriptors';
import { exportProblem, EXPORT_EXIT_CODES } from '../problems.ts';
import { fixture, local } from '../testing/tools.ts';
import { treeFiles } from './tree-files.ts';

const textOf = (files: ReturnType<typeof treeFiles>, path: string) =>
  files.find((file) => file.path === path)?.text ?? '';

describe('a tree of descriptors', () => {
  const files = treeFiles([fixture]);

  it('has a folder for each format', () => {
    const folders = new Set(files.map(({ path }) => path.split('/')[0]));
    expect([...folders].toSorted()).toEqual([...formatNames, 'README.md', 'index.json'].toSorted());
  });

  it('has one folder for one format', () => {
    const paths = treeFiles([fixture], 'wdl').map(({ path }) => path);
    expect(paths).toEqual(['wdl/fixture.wdl', 'wdl/other.wdl', 'index.json', 'README.md']);
  });

  it('lists each definition with its version, image and files in an index', () => {
    const { descriptors } = JSON.parse(textOf(files, 'index.json')) as {
      descriptors: readonly Record<string, unknown>[];
    };
    expect(descriptors).toHaveLength(2 * formatNames.length);
    expect(descriptors).toContainEqual({
      ...{ tool: 'fixture', version: '1.0', definition: 'other', format: 'nextflow' },
      summary: expect.any(String),
      ...{ image: fixture.image, digest: fixture.image.split('@')[1] },
      files: [
        'nextflow/modules/other/main.nf',
        'nextflow/modules/other/meta.yml',
        'nextflow/nextflow.config',
      ],
    });
    const listed = descriptors.flatMap(({ files }) => files as string[]);
    expect(files.map(({ path }) => path).filter((path) => path.includes('/'))).toEqual(
      expect.arrayContaining([...new Set(listed)]),
    );
  });

  it('leaves out Snakemake for an image that only this machine has, and states that it has no digest', () => {
    const here = treeFiles([local]);
    expect(here.filter(({ path }) => path.startsWith('snakemake/'))).toEqual([]);
    expect(textOf(here, 'README.md')).toContain('| fixture | 1.0 | cwl |');
    expect(textOf(here, 'README.md')).toContain('only in the engine of the machine');
  });

  it('is refused if two tools would write different files of one name, exit code 65', () => {
    let refusal: unknown;
    try {
      treeFiles([fixture, { ...fixture, name: 'twin', image: fixture.image.replace(/.$/, '0') }]);
    } catch (error) {
      refusal = error;
    }
    if (!exportProblem.is(refusal, 'export-path-clash')) throw refusal;
    expect(refusal.message).toMatch(
      /^fixture 1\.0 and twin 1\.0 would both write cwl\/fixture\.cwl/,
    );
    expect(EXPORT_EXIT_CODES[refusal.problem.code]).toBe(65);
  });
});
