import { TlsServer } from '@joblayer/object-store/testing';
import {
  cephS3,
  removeDirectory,
  sharedDirectory,
  sharedSubdirectory,
  startFixtureJob,
  TestBucket,
} from '@joblayer/verify/testing';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const { env, s3 } = cephS3();
let host: string;
let scratch: string;
let bucket: TestBucket;

beforeAll(async () => {
  host = await sharedDirectory();
  scratch = await sharedSubdirectory(host, 'scratch');
  bucket = await TestBucket.create(s3);
  await bucket.put('in/x.fq', 'ACGT\n');
  await bucket.put('in/x.fxi', 'index of x');
  await bucket.put('elsewhere/other.fqi', 'index of another');
});
afterAll(() => removeDirectory(host));

/** A job whose output lists the files beside its input, with their content. */
const start = (
  reads: string,
  name: string,
  args: readonly string[],
  docker: readonly string[] = [],
) =>
  startFixtureJob({
    program: '(cd "$(dirname "$1")" && grep -r "" . | LC_ALL=C sort) > "$2"',
    data: host,
    scratch,
    reads,
    outputDir: bucket.uri(`out/${name}/`),
    args: ['--sse', 'none', ...args],
    env: Object.fromEntries(Object.entries(env).map(([key, value]) => [key, value ?? ''])),
    docker: ['--network', 'host', ...docker],
  });

const run = async (name: string, reads: string, ...args: string[]) => {
  const { exitCode, stderr } = await start(reads, name, args).end();
  expect([exitCode, stderr]).toEqual([0, expect.stringContaining('"succeeded"')]);
  expect(await readdir(scratch)).toEqual([]);
  const manifest = JSON.parse(await bucket.text(`out/${name}/x.txt.joblayer.json`));
  return { text: await bucket.text(`out/${name}/x.txt`), manifest, stderr };
};

describe('a secondary file', () => {
  it('is found beside its input in S3, staged beside it, and listed in the output manifest', async () => {
    const { text, manifest } = await run('found', bucket.uri('in/x.fq'));
    expect(text).toBe('./x.fq.fxi:index of x\n./x.fq:ACGT\n');
    expect(manifest.inputs[0].files.map((file: { location: string }) => file.location)).toEqual([
      bucket.uri('in/x.fq'),
      bucket.uri('in/x.fxi'),
    ]);
  });

  it('comes from the location of its own option', async () => {
    const index = bucket.uri('elsewhere/other.fqi');
    const { text } = await run('given', bucket.uri('in/x.fq'), '--reads-index', index);
    expect(text).toBe('./x.fq.fqi:index of another\n./x.fq:ACGT\n');
  });
});

describe('a directory input', () => {
  it('with more objects than a page of a list holds is staged completely, each file from its object', async () => {
    const names = Array.from({ length: 1_100 }, (_, i) => `chr${i % 3}/part ${i}`);
    for (let i = 0; i < names.length; i += 50) {
      const some = names.slice(i, i + 50);
      await Promise.all(some.map((name) => bucket.put(`panel/${name}`, `content of ${name}`)));
    }
    const panel = bucket.uri('panel/');
    const { text, manifest } = await run('long', bucket.uri('in/x.fq'), '--panel', panel);
    const lines = names.map((name) => `./panel/${name}:content of ${name}`);
    expect(text.split('\n').filter((line) => line.includes('panel'))).toEqual(lines.sort());
    expect(manifest.inputs[1].files).toHaveLength(names.length);
  });
});

describe('an https input', () => {
  it('is staged by a job in a container that shows its presigned query to no one', async () => {
    await using server = await TlsServer.start();
    server.reply = ({ url, headers }, response) => {
      const isThere = url === '/data/x.fq?X-Amz-Signature=hush-hush';
      const body = isThere ? 'from the web\n' : '';
      const range = headers.range
        ? { 'content-range': `bytes 0-${body.length - 1}/${body.length}` }
        : {};
      response.writeHead(isThere ? (headers.range ? 206 : 200) : 404, {
        'content-length': body.length,
        ...range,
      });
      response.end(body);
    };
    await writeFile(path.join(host, 'ca.pem'), server.certificate);
    const reads = `${server.url}/data/x.fq?X-Amz-Signature=hush-hush`;
    const args = ['--report-uri', '/data/report/'];
    const docker = ['-e', 'NODE_EXTRA_CA_CERTS=/data/ca.pem'];
    const { exitCode, stderr } = await start(reads, 'web', args, docker).end();
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('"succeeded"')]);
    expect(await bucket.text('out/web/x.txt')).toBe('./x.fq:from the web\n');
    expect(stderr).toContain('only the size could be checked');

    const reports = await readdir(path.join(host, 'report'), {
      recursive: true,
      withFileTypes: true,
    });
    const files = reports.filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(1);
    const texts = await Promise.all(
      files.map((entry) => readFile(path.join(entry.parentPath, entry.name), 'utf8')),
    );
    const manifest = await bucket.text('out/web/x.txt.joblayer.json');
    expect(manifest).toContain(`${server.url}/data/x.fq`);
    for (const text of [stderr, manifest, ...texts]) expect(text).not.toContain('hush-hush');
  });
});
