import { run } from '@joblayer/subprocess';
import {
  imageOf,
  removeImagesOf,
  sharedDirectory,
  removeDirectory,
  WorkspaceCopy,
} from '@joblayer/verify/testing';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const TOOL = 'seqtk-from-source';
const FILE = 'seqtk-1.4.tar.gz';

/** Puts the upstream's source of seqtk, which Debian keeps unchanged, into /t. */
const GET_SOURCE = `
sed -i 's/^Types: deb$/Types: deb deb-src/' /etc/apt/sources.list.d/*.sources || true
sed -n 's/^deb /deb-src /p' /etc/apt/sources.list > /etc/apt/sources.list.d/src.list || true
apt-get --quiet=2 update && cd /t && apt-get --quiet=2 source --download-only seqtk && chmod a+rw *
`;

let copy: WorkspaceCopy;
let directory: string;
let source: Buffer;
/** The id of the container that serves the source. */
let server: string;
let address: string;

beforeAll(async () => {
  copy = await WorkspaceCopy.create();
  directory = await sharedDirectory();
  const container = ['--rm', '--user', 'root', '-v', `${directory}:/t`, '--entrypoint', 'bash'];
  await run(['docker', 'run', ...container, imageOf('base'), '-c', GET_SOURCE]);
  const original = (await readdir(directory)).find((name) => name.endsWith('.orig.tar.gz')) ?? '';
  source = await readFile(path.join(directory, original));

  // In a container, because the network of every builder reaches containers.
  const serve = `require('http').createServer((_, response) => require('fs').createReadStream('/t/${original}').pipe(response)).listen(8000)`;
  const volume = ['--volume', `${directory}:/t:ro`, '--entrypoint', 'node'];
  const detached = ['docker', 'run', '--detach', '--rm', ...volume] as const;
  server = (await run([...detached, imageOf('base'), '--eval', serve])).stdout;
  const inspect = ['docker', 'inspect', '--format', '{{.NetworkSettings.IPAddress}}'] as const;
  address = `http://${(await run([...inspect, server])).stdout}:8000/${FILE}`;
});
afterAll(async () => {
  await run(['docker', 'rm', '--force', '--volumes', server]);
  await copy.remove();
  await removeDirectory(directory);
  await removeImagesOf(TOOL);
});

const generate = (name: string, sha256: string) =>
  copy.shell(
    `npx nx run base:docker-build
npx nx g @joblayer/tool-package:tool ${name} --source-url ${address} --sha256 ${sha256} --command "seqtk comp" \\
  --build-packages zlib1g-dev --runtime-packages zlib1g --install seqtk \\
  --license MIT --description "Counts the bases of each sequence in a file"`,
  );

describe('a tool generated from an upstream’s source', () => {
  it('builds unchanged, and passes docker-lint, its tests and docker-test', async () => {
    await generate(TOOL, createHash('sha256').update(source).digest('hex'));
    await copy.shell(
      `npx nx sync:check
npx prettier --check packages/${TOOL}
npx tsc -p .
npm run test:unit -- --testPathPatterns packages/${TOOL}
npx nx run-many -p ${TOOL} -t docker-lint docker-build docker-test`,
    );
  });

  it('ships the files that the source installs, and no build tools', async () => {
    const image = `joblayer/${TOOL}:latest`;
    const look = 'command -v seqtk; command -v gcc curl make || true; ls /build /installed || true';
    const { stdout } = await run([
      'docker',
      'run',
      '--rm',
      '--entrypoint',
      'bash',
      image,
      '-c',
      look,
    ]);
    expect(stdout).toBe('/usr/local/bin/seqtk');
  });

  it('runs unchanged on one file', async () => {
    const commands =
      'printf ">a\\nACGTAC\\n" > a.fa && node /opt/joblayer/main.js --input a.fa --output a.txt && cat a.txt';
    const entry = ['--rm', '--entrypoint', 'bash', `joblayer/${TOOL}:latest`] as const;
    const { stdout } = await run(['docker', 'run', ...entry, '-c', commands]);
    expect(stdout).toMatch(/^a\t6\t2\t2\t1\t1\t/m);
  });

  it('is not built from a source with another checksum', async () => {
    await generate(`${TOOL}-other`, '0'.repeat(64));
    const build = copy.shell(`npx nx run ${TOOL}-other:docker-build >&2`);
    await expect(build).rejects.toThrow(/source: FAILED/);
    const actual = createHash('sha256').update(source).digest('hex');
    await expect(build).rejects.toThrow(new RegExp(`${actual}  source`));
    await expect(build).rejects.toThrow(
      new RegExp(`packages/${TOOL}-other/Dockerfile: the build failed`),
    );
  });
});
