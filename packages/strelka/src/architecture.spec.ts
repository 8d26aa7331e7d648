import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The Dockerfile's command that checks the machine, as the build's shell gets it. */
const dockerfile = readFileSync(join(import.meta.dirname, '../Dockerfile'), 'utf8');
const [, check = ''] = /^RUN (test "\$\(uname -m\)"(?:.*\\\n)*.*)$/m.exec(dockerfile) ?? [];

let bin: string;
beforeEach(() => (bin = mkdtempSync(join(tmpdir(), 'uname-'))));
afterEach(() => rmSync(bin, { recursive: true }));

/** Runs it on a machine whose `uname -m` prints `machine`. */
const on = (machine: string) => {
  const uname = join(bin, 'uname');
  writeFileSync(uname, `#!/bin/sh\necho ${machine}\n`);
  chmodSync(uname, 0o755);
  expect(execFileSync(uname, { encoding: 'utf8' })).toBe(`${machine}\n`);
  const env = { PATH: `${bin}:${process.env['PATH']}` };
  return spawnSync('sh', ['-c', check], { env, encoding: 'utf8' });
};

describe('the build of the image of strelka', () => {
  it('ends on a machine other than x86-64, with advice', () => {
    const { status, stderr } = on('aarch64');
    expect(status).toBe(1);
    expect(stderr).toContain('released for x86-64 only, and this is aarch64');
    expect(stderr).toContain('--platform linux/amd64');
  });

  it('continues on x86-64', () => {
    expect(on('x86_64')).toMatchObject({ status: 0, stderr: '' });
  });
});
