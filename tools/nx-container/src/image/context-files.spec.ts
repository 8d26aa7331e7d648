import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { problemOf } from '@joblayer/problem/testing';
import { type TestWorkspace, testWorkspace } from '../testing/workspace.ts';
import { contextFiles } from './context-files.ts';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await testWorkspace({
    'dist/main.js': 'main',
    'dist/.hidden': '',
    'dist/deep/x.js': '',
    'a b.txt': '',
  });
});
afterEach(() => workspace.remove());

const position = { file: 'Dockerfile', line: 1 };
const take = (...sources: string[]) =>
  contextFiles(
    workspace.root,
    sources.map((source) => ({ source, position })),
  );
const pathsOf = async (...sources: string[]) =>
  (await take(...sources)).map(({ path }) => path).toSorted();

describe('the files that a build takes', () => {
  it.each([
    ['a file', 'dist/main.js', ['dist/main.js']],
    ['a file from the root', '/dist/main.js', ['dist/main.js']],
    ['a file with a space', './a b.txt', ['a b.txt']],
    ['a directory', 'dist/deep/', ['dist/deep', 'dist/deep/x.js']],
    [
      'a glob, dot files too',
      'dist/*',
      ['dist/.hidden', 'dist/deep', 'dist/deep/x.js', 'dist/main.js'],
    ],
    ['a glob with a letter left open', 'dist/mai?.js', ['dist/main.js']],
    [
      'everything',
      '.',
      ['.', 'a b.txt', 'dist', 'dist/.hidden', 'dist/deep', 'dist/deep/x.js', 'dist/main.js'],
    ],
  ])('are found for %s', async (_, source, paths) => {
    expect(await pathsOf(source)).toEqual(paths);
  });

  it('are each listed once', async () => {
    expect(await pathsOf('dist/deep', 'dist/deep/x.js')).toEqual(['dist/deep', 'dist/deep/x.js']);
  });

  it('are listed with the properties that reach the image', async () => {
    await workspace.write('bin/tool', '', 0o755);
    await symlink('tool', join(workspace.root, 'bin/link'));
    expect((await take('bin')).toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      { kind: 'directory', path: 'bin' },
      { kind: 'link', path: 'bin/link', target: 'tool' },
      {
        kind: 'file',
        path: 'bin/tool',
        executable: true,
        sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      },
    ]);
  });

  it.each(['dist/link', 'dist/l*', 'linked/main.js', 'nowhere'])(
    'are refused where a link, which the builder follows, leads to them: %s',
    async (source) => {
      await symlink('main.js', join(workspace.root, 'dist/link'));
      await symlink('dist', join(workspace.root, 'linked'));
      await symlink('absent', join(workspace.root, 'nowhere'));
      expect(await problemOf(() => take(source))).toEqual({
        code: 'source-is-link',
        position,
        source,
      });
    },
  );

  it('exclude those of .dockerignore', async () => {
    await workspace.write('.dockerignore', 'dist\n!dist/main.js\n');
    expect(await pathsOf('.')).toEqual(['.', '.dockerignore', 'a b.txt', 'dist', 'dist/main.js']);
  });

  it.each([
    ['does not exist', 'dist/none', 'source-missing'],
    ['matches nothing', '*.none', 'source-missing'],
    ['is above the package', '../other', 'source-outside-context'],
    ['holds a variable', 'dist/$X', 'variable-in-source'],
  ])('are refused when the source %s', async (_, source, code) => {
    expect(await problemOf(() => take(source))).toEqual({ code, source, position });
  });
});
