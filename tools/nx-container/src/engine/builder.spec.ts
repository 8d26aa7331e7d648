import { delimiter, join } from 'node:path';
import { problemOf } from '@joblayer/problem/testing';
import { type TestWorkspace, testWorkspace } from '../testing/workspace.ts';
import { findBuilder } from './builder.ts';

let folders: TestWorkspace;
beforeEach(async () => (folders = await testWorkspace()));
afterEach(() => folders.remove());

/** A directory with a docker command of that version. */
async function docker(
  folder: string,
  version: string,
  hasBuildx: boolean,
  component = 'Engine',
): Promise<string> {
  const script = `#!/bin/sh
case "$1" in
  buildx) exit ${hasBuildx ? 0 : 1} ;;
  context) echo my-context ;;
  version) echo '${component}' ;;
  --version) echo "Docker version ${version}, build 1234567" ;;
esac`;
  await folders.write(`${folder}/docker`, script, 0o755);
  return join(folders.root, folder);
}
const find = (...path: string[]) => findBuilder([...path, '/nonexistent'].join(delimiter));

describe('the builder', () => {
  it("is the engine's own through buildx, whichever builder is selected", async () => {
    const folder = await docker('a', '28.2.2', true);
    expect(await find(folder)).toMatchObject({
      program: join(folder, 'docker'),
      env: { BUILDX_BUILDER: 'my-context' },
    });
  });

  it('is a docker old enough to contain BuildKit', async () => {
    const folder = await docker('a', '20.10.24+dfsg1', false);
    expect(await find(folder)).toEqual({
      program: join(folder, 'docker'),
      env: { DOCKER_BUILDKIT: '1' },
      options: ['--progress=plain'],
    });
  });

  it("is podman's own where podman is the engine, even with buildx installed", async () => {
    const folder = await docker('a', '26.1.5', true, 'Podman Engine');
    expect(await find(folder)).toEqual({
      program: join(folder, 'docker'),
      env: { DOCKER_BUILDKIT: '0' },
      options: [],
    });
  });

  it('is the second docker on the PATH when the first cannot build', async () => {
    const newer = await docker('a', '28.2.2', false);
    const older = await docker('b', '20.10.24', false);
    expect((await find(newer, older)).program).toBe(join(older, 'docker'));
  });

  it('is missing when no docker on the PATH has BuildKit', async () => {
    const folder = await docker('a', '28.2.2', false);
    expect(await problemOf(() => find(folder))).toEqual({
      code: 'no-builder',
      tried: [join(folder, 'docker')],
    });
  });

  it('is missing when there is no docker', async () => {
    expect(await problemOf(() => find())).toEqual({ code: 'docker-not-found' });
  });
});
