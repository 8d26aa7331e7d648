import {
  cephS3,
  Gate,
  removeDirectory,
  sharedDirectory,
  sharedSubdirectory,
  startFixtureJob,
  TestBucket,
} from '@joblayer/verify/testing';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

const { s3, env, endpointUrl } = cephS3();
let host: string;
let bucket: TestBucket;
beforeAll(async () => {
  host = await sharedDirectory();
  await writeFile(path.join(host, 'in.fq'), 'ACGT\n');
});
beforeEach(async () => {
  bucket = await TestBucket.create(s3);
  await bucket.put('in.fq', 'ACGT\n');
});
afterAll(() => removeDirectory(host));

/**
 * A job whose directory output has one file, of this name. Each job has its own scratch base, as on
 * another host.
 */
const start = async (file: string, endpoint = endpointUrl) =>
  startFixtureJob({
    program: `cp "$1" "$2"; mkdir -p "$3"; cp "$1" "$3/${file}"`,
    ...{ data: host, scratch: await sharedSubdirectory(host, `${bucket.name}-${file}`) },
    ...{ reads: bucket.uri('in.fq'), outputDir: bucket.uri('out/') },
    args: ['--sse', 'none'],
    env: {
      ...Object.fromEntries(
        Object.entries({ ...env, AWS_ENDPOINT_URL: endpoint }).filter(
          (entry): entry is [string, string] => entry[0].startsWith('AWS_') && !!entry[1],
        ),
      ),
    },
    docker: ['--network', 'host'],
  });

const setWith = (file: string) => [
  `out/in.fq.plots/${file}`,
  ...['out/in.txt', 'out/in.txt.joblayer.json'],
];

describe('a rerun in S3', () => {
  it('removes files of the older set that the new one does not have', async () => {
    expect((await (await start('first')).end()).exitCode).toBe(0);
    expect(await bucket.keys('out/')).toEqual(setWith('first'));
    const { exitCode, stderr } = await (await start('second')).end();
    expect(exitCode).toBe(0);
    expect(await bucket.keys('out/')).toEqual(setWith('second'));
    expect(stderr).toMatch(/"older-file-removed".*in\.fq\.plots\/first/);
  });

  it('removes files of a replacement whose job was killed on a host that is gone', async () => {
    expect((await (await start('first')).end()).exitCode).toBe(0);
    await using gate = await Gate.before(
      endpointUrl,
      ({ method, url = '' }) => method === 'PUT' && /\.joblayer\.json(\?|$)/.test(url),
    );
    const killed = await start('killed', gate.url);
    await Promise.race([gate.reached(), killed.end()]);
    await killed.signal('SIGKILL');
    await killed.end();
    const left = await bucket.keys('out/');
    expect(left).toEqual(
      expect.arrayContaining([
        ...['out/in.fq.plots/first', 'out/in.fq.plots/killed'],
        'out/in.txt.joblayer.json.unfinished',
      ]),
    );
    expect(left).not.toContain('out/in.txt.joblayer.json');

    // It waits until the lease of the killed job has not been renewed for 45 s.
    const { exitCode } = await (await start('last')).end();
    expect(exitCode).toBe(0);
    expect(await bucket.keys('out/')).toEqual(setWith('last'));
  });
});
