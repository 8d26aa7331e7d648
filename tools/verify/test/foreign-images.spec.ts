import {
  FaultProxy,
  finish,
  removeDirectory,
  removeImagesOf,
  RunningContainer,
  sharedDirectory,
  sharedSubdirectory,
  TestBucket,
  testCloud,
  TmpfsVolume,
  WorkspaceCopy,
  type Fault,
} from '@joblayer/verify/testing';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { CHECKED_TOOL } from './foreign/checked-tool.ts';
import { ForeignImages, STAND_INS, type StandIn, type Work } from './foreign/stand-ins.ts';

const PACKAGE = 'foreign-copy';
const DIGEST = `sha256:${'1'.repeat(64)}`;
const STRICT = ['--read-only', '--cap-drop', 'ALL', '--user', '4242:4242'];
const IMAGE_VARIABLES = ['LD_LIBRARY_PATH=/nowhere', 'LD_BIND_NOW=1', 'LANG=en_GB.UTF-8'];

const cloud = testCloud();
const images = new ForeignImages();
const tools = new Map<StandIn['name'], string>();
let copy: WorkspaceCopy;
let host: string;

/** One package, as the generator makes it, on each of the stand-ins. */
beforeAll(async () => {
  host = await sharedDirectory();
  copy = await WorkspaceCopy.create();
  const foreign = new Map<string, string>();
  for (const { name } of STAND_INS) foreign.set(name, await images.standIn(name));
  await copy.shell(`npx nx run base-foreign:docker-build
npx nx g @joblayer/tool-package:tool ${PACKAGE} --from-image example.org/musl@${DIGEST} --command "sh -c copy" \\
  --software-version v1.0 --license MIT --description "Copies what it is given to copy"`);
  for (const [file, text] of Object.entries(CHECKED_TOOL))
    await copy.write(`packages/${PACKAGE}/${file}`, text);
  // docker-test runs the case, and refuses its damaged inputs, in the image that has one program only.
  await copy.shell(`npx nx sync
export JOBLAYER_ARG_FOREIGN_IMAGE=${foreign.get('musl')}
npx nx run-many -p ${PACKAGE} -t docker-lint docker-build docker-test`);
  const directory = path.join(copy.root, 'packages', PACKAGE);
  for (const [name, image] of foreign)
    tools.set(name as StandIn['name'], await images.withFixture(name as never, image, directory));
}, 600_000);
afterAll(async () => {
  await images.remove();
  await removeImagesOf(PACKAGE);
  await copy.remove();
  await removeDirectory(host);
});

it('the generated package states both images in its labels', async () => {
  const inspect = ['docker', 'image', 'inspect', '--format', '{{json .Config.Labels}}'] as const;
  const { stdout } = await finish([...inspect, `joblayer/${PACKAGE}:latest`]);
  expect(JSON.parse(stdout)).toMatchObject({
    'org.opencontainers.image.base.name': `example.org/musl@${DIGEST}`,
    'org.opencontainers.image.base.digest': DIGEST,
    'io.joblayer.runner-image': 'joblayer/base-foreign',
  });
});

describe.each(STAND_INS)('a tool in an image of $about', ({ name, program }) => {
  let bucket: TestBucket;
  let scratch: string;
  beforeEach(async () => {
    bucket = await TestBucket.create(cloud.s3);
    await bucket.put('small.fq', 'ACGT\n');
    scratch = await sharedSubdirectory(host, bucket.name);
  });

  interface Options {
    readonly args?: readonly string[];
    readonly docker?: readonly string[];
    readonly reads?: string;
    readonly endpoint?: string;
    readonly scratch?: string;
    /** What stands before the arguments, in another entry point. */
    readonly words?: readonly string[];
  }
  const start = (work: Work, options: Options = {}) => {
    const { reads = bucket.uri('small.fq'), docker = STRICT } = options;
    const env = { ...cloud.jobEnv, AWS_ENDPOINT_URL: options.endpoint ?? cloud.endpointUrl };
    const job = ['--reads', reads, '--output-dir', bucket.uri('out/'), '--sse', 'none'];
    return new RunningContainer(
      tools.get(name) ?? '',
      [...(options.words ?? []), ...job, ...(options.args ?? [])],
      {
        env: { ...env, FIXTURE_PROGRAM: program(work) },
        docker: ['--network', 'host', '-v', `${options.scratch ?? scratch}:/scratch`, ...docker],
      },
    );
  };
  const outputs = () => bucket.keys('out/');
  const COMPLETE = ['out/small.txt', 'out/small.txt.joblayer.json'];

  const expectFailed = async (job: RunningContainer, exitCode: number) => {
    const ended = await job.end();
    expect(ended).toMatchObject({ exitCode });
    expect(await outputs()).toEqual([]);
    expect(await bucket.unfinishedUploads()).toEqual([]);
    expect(await readdir(scratch)).toEqual([]);
    return ended.stderr;
  };

  it('runs from S3 to S3 as any user, with a read-only root', async () => {
    expect(await start('copy').end()).toMatchObject({ exitCode: 0 });
    expect(await outputs()).toEqual(COMPLETE);
    expect(await bucket.text('out/small.txt')).toBe('ACGT\n');
    expect(await readdir(scratch)).toEqual([]);
  });

  it('runs as the image’s user, by joblayer-run, with a streamed input', async () => {
    const once = await bucket.put('once.fq', 'GGGG\n');
    const docker = ['--entrypoint', 'joblayer-run'];
    const ended = await start('stream', { docker, args: ['--once', once] }).end();
    expect(ended).toMatchObject({ exitCode: 0 });
    expect(await bucket.text('out/small.txt')).toBe('GGGG\n');
  });

  it('gets the image’s variables and PATH, and nothing of the job’s identity', async () => {
    expect(await start('look').end()).toMatchObject({ exitCode: 0 });
    const seen = (await bucket.text('out/small.txt')).split(/[\n\0]/);
    expect(seen).toEqual(expect.arrayContaining(IMAGE_VARIABLES));
    expect(seen.find((line) => line.startsWith('PATH='))).toMatch(/bin:\/opt\/joblayer\/path$/);
    expect(seen.filter((line) => /^(AWS_|JOBLAYER_HELD|NODE_)/.test(line))).toEqual([]);
    expect(seen.join('\n')).not.toContain(cloud.jobEnv['AWS_SECRET_ACCESS_KEY']);
  });

  it.each<[string, Work, number, Options]>([
    ['fails', 'fail', 42, {}],
    ['writes nothing', 'nothing', 65, {}],
    ['takes all memory', 'memory', 137, { docker: ['-m', '400m', '--memory-swap', '400m'] }],
    ['gets wrong arguments', 'copy', 64, { args: ['--min-quality', '94'] }],
    ['has no input', 'copy', 66, { reads: 's3://no-such-bucket-here/x.fq' }],
    ['is too slow', 'wait', 124, { args: ['--timeout', '1', '--grace-seconds', '1'] }],
  ])('that %s: the job leaves nothing', async (_, work, exitCode, options) => {
    await expectFailed(start(work, options), exitCode);
  });

  it('is stopped by SIGTERM, and leaves nothing', async () => {
    const job = start('wait');
    await job.said(/ready/);
    await job.signal('SIGTERM');
    await expectFailed(job, 143);
  });

  it('leaves to the next job what a killed one left', async () => {
    const job = start('wait');
    await job.said(/ready/);
    await job.signal('SIGKILL');
    expect((await job.end()).exitCode).toBe(137);
    expect(await readdir(scratch)).not.toEqual([]);
    expect(await start('copy').end()).toMatchObject({ exitCode: 0 });
    expect(await readdir(scratch)).toEqual([]);
  });

  it('fills its disk: the job says so, and leaves nothing', async () => {
    await using disk = await TmpfsVolume.create(20);
    await expectFailed(start('fill', { scratch: disk.name }), 74);
  });

  it.each<[Fault, number | undefined, number]>([
    ['cut', 1, 0],
    ['truncated', 1, 0],
    ['changed-etag', undefined, 65],
  ])('whose input arrives with the fault "%s"', async (fault, times, exitCode) => {
    await using proxy = await FaultProxy.before(cloud.endpointUrl, {
      fault,
      matches: ({ method, url = '' }) => method === 'GET' && url.includes('small.fq'),
      ...(times !== undefined && { times }),
    });
    const job = start('copy', { endpoint: proxy.url });
    if (exitCode !== 0) await expectFailed(job, exitCode);
    else expect(await job.end()).toMatchObject({ exitCode });
    expect(proxy.injected).toBeGreaterThan(0);
  });
});
