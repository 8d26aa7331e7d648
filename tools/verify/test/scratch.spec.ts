import {
  removeDirectory,
  sharedDirectory,
  sharedSubdirectory,
  startFixtureJob,
} from '@joblayer/verify/testing';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

let data: string;
let scratch: string;
beforeAll(async () => {
  data = await sharedDirectory();
  scratch = await sharedSubdirectory(data, 'scratch');
  await writeFile(path.join(data, 'in.fq'), 'ACGT\n');
});
afterAll(() => removeDirectory(data));

const COPY = 'cp "$1" "$2"';
const start = (program: string, args: readonly string[] = []) =>
  startFixtureJob({ program, data, scratch, args });

describe('the scratch directory of a job', () => {
  it('that was killed is removed by the next job of another container, at once', async () => {
    const killed = start('head -c 1000000 /dev/zero > big; echo ready >&2; sleep 600');
    await killed.said(/ready/);
    await killed.signal('SIGKILL');
    expect((await killed.end()).exitCode).toBe(137);
    expect(await readdir(scratch)).toHaveLength(1);

    expect((await start(COPY).end()).exitCode).toBe(0);
    expect(await readdir(scratch)).toEqual([]);
  });

  it('that runs is left alone by the next job of another container', async () => {
    const running = start(
      'echo ready >&2; until [ -e /data/go ]; do sleep 0.1; done; cp "$1" "$2"',
    );
    await running.said(/ready/);
    const [own = ''] = await readdir(scratch);
    expect((await start(COPY, ['--text', '/data/out/other.txt']).end()).exitCode).toBe(0);
    expect(await readdir(scratch)).toEqual([own]);
    await writeFile(path.join(data, 'go'), '');
    expect((await running.end()).exitCode).toBe(0);
    expect(await readdir(scratch)).toEqual([]);
  });
});
