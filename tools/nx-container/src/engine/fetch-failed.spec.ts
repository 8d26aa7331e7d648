import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { dockerEngine } from './engine.ts';

const path = process.env['PATH'] ?? '';
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'docker-'));
  process.env['PATH'] = [directory, path].join(delimiter);
});
afterEach(() => {
  process.env['PATH'] = path;
  rmSync(directory, { recursive: true });
});

/** A docker command whose builds print this and fail. */
const failWith = (stderr: string) => {
  const script = `#!/bin/sh\ncase "$1" in\n--version) echo "Docker version 20.10.24";;\nbuild) echo '${stderr}' >&2; exit 1;;\n*) exit 1;;\nesac\n`;
  writeFileSync(join(directory, 'docker'), script, { mode: 0o755 });
};
const build = (network?: string) =>
  dockerEngine.build({
    ...{ context: directory, file: 'packages/x/Dockerfile', references: [], network },
    ...{ buildArguments: {}, labels: {} },
  });

describe('a build whose RUN line cannot fetch a file', () => {
  it.each([
    '#7 0.211 curl: (6) Could not resolve host: example.org',
    'curl: (7) Failed to connect to example.org port 443',
    'W: Failed to fetch http://example.org/InRelease  Temporary failure resolving',
  ])('fails with its message, and names the variable for the network: %s', async (stderr) => {
    failWith(`${stderr}\nERROR: failed to solve`);
    const failed = build();
    await expect(failed).rejects.toThrow(`could not fetch a file: ${stderr}`);
    await expect(failed).rejects.toThrow('set JOBLAYER_BUILD_NETWORK=host');
  });

  it('states the network that was set', async () => {
    failWith('curl: (28) Operation timed out');
    await expect(build('host')).rejects.toThrow('RUN lines have the network "host"');
  });

  it('is not confused with a build that fails otherwise', async () => {
    failWith('gcc: error: x.c: No such file');
    await expect(build()).rejects.toThrow('packages/x/Dockerfile: the build failed (exit code 1)');
  });
});
