import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseLocation } from '@joblayer/object-store/location';
import { directoriesOf, makeOutputMounts } from './output-mounts.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'joblayer-outputs-')));
});
afterEach(() => rmSync(root, { recursive: true }));

describe('the directories that a job writes to', () => {
  it('are those of its local outputs, once each', () => {
    const outputs = ['/a/x.bam', '/a/x.bam.bai', '/b/plots/', 's3://bucket/c/'];
    expect(directoriesOf(outputs.map((text) => parseLocation(text)))).toEqual(['/a', '/b/plots']);
  });

  it('are made, and removed again while they are empty', async () => {
    const { mounts, removeEmpty } = await makeOutputMounts([join(root, 'a/b'), join(root, 'c')]);
    expect(mounts.map(({ target }) => target)).toEqual([join(root, 'a/b'), join(root, 'c')]);
    writeFileSync(join(root, 'c/file'), '');
    await removeEmpty();
    expect(readdirSync(root)).toEqual(['c']);
  });

  it('that were there before stay', async () => {
    await (await makeOutputMounts([root])).removeEmpty();
    expect(readdirSync(root)).toEqual([]);
  });

  it('are refused where a file is in their place, and nothing is left', async () => {
    writeFileSync(join(root, 'file'), '');
    const made = makeOutputMounts([join(root, 'new/one'), join(root, 'file/sub')]);
    await expect(made).rejects.toThrow(/The output directory \S*file\/sub cannot be made/);
    expect(readdirSync(root)).toEqual(['file']);
  });
});
