import {
  chmodSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportProblem, EXPORT_EXIT_CODES } from '../problems.ts';
import { addToDirectory } from './add-to-directory.ts';
import { makeFolder } from './make-folder.ts';
import { writeExport } from './write-export.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'joblayer-export-test-'));
});
afterEach(() => {
  for (const directory of globSync('**/', { cwd: root })) chmodSync(join(root, directory), 0o755);
  rmSync(root, { recursive: true });
});

const FILES = [
  { path: 'a.txt', text: 'a\n' },
  { path: 'modules/b/main.nf', text: 'b\n' },
];
/** Every path below the root, hidden ones too. */
const paths = () =>
  globSync('{,**/}{*,.*}', { cwd: root })
    .filter((path) => path !== '.' && statSync(join(root, path)).isFile())
    .toSorted();

async function refusalOf(work: Promise<unknown>) {
  const error: unknown = await work.catch((refusal: unknown) => refusal);
  if (!exportProblem.is(error, ...exportProblem.codes)) throw error;
  return { exitCode: EXPORT_EXIT_CODES[error.problem.code], message: error.message };
}

describe('a written export', () => {
  it('makes its directory and those above it, readable as the umask allows', async () => {
    const { written } = await writeExport(join(root, 'x/out'), FILES);
    expect(written).toEqual(['a.txt', 'modules/b/main.nf']);
    expect(paths()).toEqual(['x/out/a.txt', 'x/out/modules/b/main.nf']);
    const umask = process.umask();
    expect(statSync(join(root, 'x/out')).mode & 0o777).toBe(0o777 & ~umask);
  });

  it('lies beside other files of an existing directory, which stay', async () => {
    writeFileSync(join(root, 'own.txt'), 'mine');
    await writeExport(root, FILES);
    expect(paths()).toEqual(['a.txt', 'modules/b/main.nf', 'own.txt']);
  });

  it('is not written again where all of it is there already', async () => {
    await writeExport(root, FILES);
    const before = statSync(join(root, 'a.txt')).ino;
    const { written, unchanged } = await writeExport(root, FILES);
    expect({ written, unchanged }).toEqual({
      ...{ written: [], unchanged: ['a.txt', 'modules/b/main.nf'] },
    });
    expect(statSync(join(root, 'a.txt')).ino).toBe(before);
  });

  it('replaces no file with other content, and then writes nothing at all', async () => {
    writeFileSync(join(root, 'a.txt'), 'mine');
    expect(await refusalOf(writeExport(root, FILES))).toEqual({
      exitCode: 73,
      message: `${root} has files with other content: a.txt. Nothing was written. Give another directory with --out, or --overwrite to replace them.`,
    });
    expect(paths()).toEqual(['a.txt']);
    expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('mine');
  });

  it('replaces such a file if asked to', async () => {
    writeFileSync(join(root, 'a.txt'), 'mine');
    await writeExport(root, FILES, { overwrite: true });
    expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('a\n');
    expect(paths()).toEqual(['a.txt', 'modules/b/main.nf']);
  });

  it('is refused where a part of its path is a file, exit code 73', async () => {
    writeFileSync(join(root, 'file'), '');
    const { exitCode, message } = await refusalOf(writeExport(join(root, 'file/out'), FILES));
    expect(message).toContain('a part of its path is a file (ENOTDIR). Nothing was written.');
    expect(exitCode).toBe(73);
    const itself = await refusalOf(writeExport(join(root, 'file'), FILES));
    expect(itself.exitCode).toBe(73);
  });

  it('is refused where a directory has the place of a file, even with overwrite', async () => {
    mkdirSync(join(root, 'a.txt'));
    const { exitCode } = await refusalOf(writeExport(root, FILES, { overwrite: true }));
    expect(exitCode).toBe(73);
    expect(paths()).toEqual([]);
  });

  it('is rolled back where a later file cannot get its place', async () => {
    writeFileSync(join(root, 'a.txt'), 'mine');
    writeFileSync(join(root, 'modules'), 'a file in the place of a directory');
    await expect(addToDirectory(root, FILES)).rejects.toMatchObject({ syscall: 'mkdir' });
    expect(paths()).toEqual(['a.txt', 'modules']);
    expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('mine');
  });

  it('shares a new directory with another one that is written at the same time', async () => {
    const exports = Array.from({ length: 8 }, (_, i) =>
      writeExport(join(root, 'x/out'), [
        { path: `modules/t${i}/main.nf`, text: `${i}` },
        { path: 'nextflow.config', text: 'the same\n' },
      ]),
    );
    await Promise.all(exports);
    const modules = Array.from({ length: 8 }, (_, i) => `x/out/modules/t${i}/main.nf`);
    expect(paths()).toEqual([...modules, 'x/out/nextflow.config']);
  });

  it('that fails removes no files that another program wrote into its new directories', async () => {
    const removeFolders = await makeFolder(join(root, 'x/y/z'));
    writeFileSync(join(root, 'x/theirs.txt'), '');
    await removeFolders();
    expect(globSync('**', { cwd: root }).toSorted()).toEqual(['.', 'x', 'x/theirs.txt']);
  });

  it('leaves nothing of a new directory that cannot be completed', async () => {
    const files = [...FILES, { path: 'a.txt/c', text: 'c' }];
    await refusalOf(writeExport(join(root, 'x/out'), files));
    expect(globSync('{,**/}{*,.*}', { cwd: root }).filter((path) => path !== '.')).toEqual([]);
  });
});
