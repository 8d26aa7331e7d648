import type { PlannedInput } from '@joblayer/tool-definition';
import { parseLocation } from '@joblayer/object-store/location';
import { run } from '@joblayer/subprocess/run';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inputMounts } from './input-mounts.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'joblayer-mounts-')));
  for (const name of ['a.bam', 'a.bam.bai', 'b.bam', 'b.csi', 'elsewhere'])
    writeFileSync(join(root, name), '');
  mkdirSync(join(root, 'dir'));
  writeFileSync(join(root, 'dir/x'), '');
  symlinkSync('../elsewhere', join(root, 'dir/link'));
  symlinkSync('x', join(root, 'dir/inside'));
  symlinkSync('nothing', join(root, 'dangling.bam'));
});
afterEach(() => rmSync(root, { recursive: true }));

const mountsOf = async (...names: string[]) => {
  const input = {
    name: 'bam',
    definition: { suffixes: ['.bam'] },
    locations: names.map((name) => parseLocation(`${root}/${name}`)),
    secondaryFiles: [
      { name: 'bai', definition: { suffixes: ['.bai', '.csi'] }, locations: undefined },
    ],
  } as unknown as PlannedInput;
  return (await inputMounts([input])).map(({ source, target, isReadOnly }) => {
    expect(isReadOnly).toBe(true);
    return [target.slice(root.length + 1), source.slice(root.length + 1)];
  });
};

describe('the mounts of an input', () => {
  it('are the file, and the secondary files that lie beside it', async () => {
    expect(await mountsOf('a.bam', 'b.bam')).toEqual([
      ...[
        ['a.bam', 'a.bam'],
        ['b.bam', 'b.bam'],
      ],
      ...[
        ['a.bam.bai', 'a.bam.bai'],
        ['b.csi', 'b.csi'],
      ],
    ]);
  });

  it('show a link’s file under the link’s own name', async () => {
    symlinkSync('a.bam', join(root, 'link.bam'));
    expect(await mountsOf('link.bam')).toEqual([['link.bam', 'a.bam']]);
  });

  it('are a directory, and what links in it lead to outside of it', async () => {
    expect(await mountsOf('dir/')).toEqual([
      ['dir', 'dir'],
      ['dir/link', 'elsewhere'],
    ]);
  });

  it.each([
    ['absent', 'a.bm', /--bam: \S*a\.bm does not exist\. Did you mean \S*a\.bam\?/],
    ['in an absent directory', 'none/a.bam', /does not exist\. Correct the path/],
    ['a link to nothing', 'dangling.bam', /is a link to a file that does not exist/],
  ])('are refused where a file is %s', async (_, name, message) => {
    await expect(mountsOf(name)).rejects.toThrow(message);
  });

  it('are refused for a pipe', async () => {
    await run(['mkfifo', join(root, 'pipe.bam')]);
    await expect(mountsOf('pipe.bam')).rejects.toThrow(/is a pipe or a device/);
  });
});
