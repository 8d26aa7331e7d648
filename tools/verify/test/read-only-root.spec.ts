import {
  finish,
  imageOf,
  removeDirectory,
  runImage,
  sharedDirectory,
  sharedSubdirectory,
  TestBucket,
  testCloud,
} from '@joblayer/verify/testing';
import { randomUUID } from 'node:crypto';
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const { network, jobEnv, s3 } = testCloud();
const SAM = '@SQ\tSN:g\tLN:100\nr1\t0\tg\t1\t60\t4M\t*\t0\t0\tACGT\tIIII\n';
const READ_ONLY = ['--read-only', '--cap-drop', 'ALL'];
let host: string;

beforeAll(async () => {
  host = await sharedDirectory();
});
afterAll(() => removeDirectory(host));

/** A directory that any user may write, with an input. */
async function workDirectory(): Promise<string> {
  const work = await sharedSubdirectory(host, randomUUID());
  await writeFile(path.join(work, 'x.sam'), SAM);
  await chmod(work, 0o777);
  return work;
}

const docker = async (...args: string[]) => {
  const { exitCode, stdout, stderr } = await finish(['docker', ...args]);
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  return stdout;
};

describe('an image with a read-only root and its own user', () => {
  const inCloud = ['--network', network, ...READ_ONLY, '--user', '10001'];

  it('runs a job from S3 to S3 on the volumes that the engine makes, which go with it', async () => {
    const bucket = await TestBucket.create(s3);
    const env = Object.entries(jobEnv).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
    const job = ['--bam', await bucket.put('x.sam', SAM), '--output-dir', bucket.uri('out/')];
    const name = `joblayer-test-${randomUUID()}`;
    const image = imageOf('samtools-stats');
    await docker('create', '--name', name, ...inCloud, ...env, image, ...job);
    const mounts = await docker('inspect', '--format', '{{json .Mounts}}', name);
    const volumes = JSON.parse(mounts) as { Name: string; Destination: string }[];
    expect(volumes.map(({ Destination }) => Destination).toSorted()).toEqual(['/scratch', '/tmp']);
    try {
      await docker('start', '--attach', name);
      expect(await bucket.keys('out')).toEqual([
        'out/x.stats.txt',
        'out/x.stats.txt.joblayer.json',
      ]);
    } finally {
      await docker('rm', '--force', '--volumes', name);
    }
    for (const { Name } of volumes) {
      const { stderr } = await finish(['docker', 'volume', 'inspect', Name]);
      expect(stderr).toMatch(/no such volume/i);
    }
  });

  it('runs a job on fresh volumes with names, and leaves them empty', async () => {
    const bucket = await TestBucket.create(s3);
    const bam = await bucket.put('x.sam', SAM);
    const names = [`joblayer-test-${randomUUID()}`, `joblayer-test-${randomUUID()}`] as const;
    const mounts = ['--volume', `${names[0]}:/scratch`, '--volume', `${names[1]}:/tmp`];
    try {
      const args = ['--bam', bam, '--output-dir', bucket.uri('out/')];
      const options = { env: jobEnv, docker: [...inCloud, ...mounts] };
      expect(await runImage('samtools-stats', args, options)).toMatchObject({ exitCode: 0 });
      const list = ['bash', '-c', 'ls -A /scratch /tmp; stat -c %a /scratch /tmp'];
      const left = await runImage('samtools-stats', list, { docker: mounts });
      expect(left.stdout).toBe('/scratch:\n\n/tmp:\n1777\n1777');
    } finally {
      await docker('volume', 'rm', '--force', ...names);
    }
  });
});

describe('a step of a workflow engine, with nothing but its work directory to write to', () => {
  /** As an engine starts a command: another entry point, any user, no network, nothing else can be written. */
  const inWork = (work: string, command: string, ...more: string[]) =>
    finish([
      ...([
        'docker',
        'run',
        '--rm',
        ...READ_ONLY,
        '--network',
        'none',
        '--user',
        '4242:4242',
      ] as const),
      ...['--volume', `${work}:/mounted`, '--workdir', '/mounted'],
      ...['--volume', `${host}:/scratch:ro`, '--volume', `${host}:/tmp:ro`, ...more],
      ...['--entrypoint', '/bin/sh', imageOf('samtools-stats'), '-c', command],
    ]);

  it('takes the working directory as scratch, says why, and leaves only the outputs', async () => {
    const work = await workDirectory();
    const job = 'joblayer-run --bam x.sam --output-dir . --no-output-manifest';
    const { exitCode, stderr } = await inWork(work, `${job}; code=$?; exit "$code"`);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stderr).toContain(
      'scratch directories are made in /mounted: /scratch cannot be written (EROFS), so the working directory is taken',
    );
    expect(stderr).toMatch(/scratch \/mounted: .* free/);
    expect(stderr).toContain('linked bam: /mounted/x.sam');
    expect(stderr).not.toContain('Tini');
    expect((await readdir(work)).toSorted()).toEqual(['x.sam', 'x.stats.txt']);
  });

  it('takes TMPDIR before the working directory, and leaves nothing in it', async () => {
    const work = await workDirectory();
    const tmp = await sharedSubdirectory(work, 'tmp');
    await chmod(tmp, 0o1777);
    const job = 'TMPDIR=/mounted/tmp joblayer-run --bam x.sam --output-dir .';
    const { exitCode, stderr } = await inWork(work, job);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stderr).toContain('(EROFS), so TMPDIR is taken');
    expect(await readdir(tmp)).toEqual([]);
  });

  it.each([
    ['an option', '--scratch-dir /scratch', []],
    ['a variable', '', ['--env', 'JOBLAYER_SCRATCH_DIR=/scratch']],
  ])(
    'fails with 74 if %s names a scratch directory that cannot be written',
    async (_, option, env) => {
      const work = await workDirectory();
      const job = `joblayer-run --bam x.sam --output-dir . ${option}`;
      const { exitCode, stderr } = await inWork(work, job, ...env);
      expect(exitCode).toBe(74);
      expect(stderr).toContain('/scratch');
      expect(await readdir(work)).toEqual(['x.sam']);
    },
  );

  it('can call a program of the image, as without the entry point of its own', async () => {
    const work = await workDirectory();
    const options = {
      docker: ['--volume', `${work}:/mounted`, '--workdir', '/mounted', ...READ_ONLY],
    };
    const sorted = await runImage(
      'samtools-stats',
      ['samtools', 'sort', 'x.sam', '-O', 'SAM'],
      options,
    );
    expect(sorted.exitCode).toBe(0);
    expect(sorted.stdout).toContain('SO:coordinate');
  });

  it('can name another definition of the image', async () => {
    const entry = ['--rm', '--entrypoint', 'joblayer-run', imageOf('snpeff')];
    const { stdout } = await finish(['docker', 'run', ...entry, 'snpeff-build', '--help']);
    expect(stdout).toMatch(/^snpeff-build: /);
  });

  it('whose runner is not process 1 ends what the tool left behind, and tini is silent', async () => {
    const work = await workDirectory();
    // The tool starts a daemon that has another session and no environment.
    const daemon = "env -i setsid sh -c 'sleep 1; touch /mounted/late' >/dev/null 2>&1 &";
    await program(work, 'samtools', `${daemon}\nsleep 0.3\nexec /usr/bin/samtools "$@"`);
    const job = 'joblayer-run --bam x.sam --output-dir out/; code=$?; sleep 1.5; exit "$code"';
    const { exitCode, stderr } = await inWork(work, job, ...mounted(work, 'samtools'));
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stderr).toMatch(/the tool left \d process\w* behind/);
    expect(stderr).not.toContain('Tini');
    expect(await readdir(work)).not.toContain('late');
  });

  it('whose entry point is not process 1 starts without a warning of tini', async () => {
    const { exitCode, stderr } = await runImage('samtools-stats', ['--version'], {
      docker: ['--pid', 'host'],
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  });
});

describe('the environment of a tool in its image', () => {
  it('has no variable of the host that changes its results, and has those of the image', async () => {
    const work = await workDirectory();
    await program(work, 'samtools', 'env');
    const hostVariables = {
      PERL5LIB: '/host/perl',
      PYTHONPATH: '/host/python',
      R_LIBS_USER: '/host/R',
      JAVA_TOOL_OPTIONS: '-Xmx9g',
      LD_LIBRARY_PATH: '/host/lib',
      OMP_NUM_THREADS: '64',
      LC_ALL: 'tr_TR.UTF-8',
      LANG: 'tr_TR.UTF-8',
      REF_PATH: '/host/%s',
    };
    const { exitCode, stderr } = await runImage(
      'samtools-stats',
      ['--bam', '/mounted/x.sam', '--output-dir', '/mounted/'],
      {
        env: { ...hostVariables, KEPT: 'yes' },
        docker: ['--volume', `${work}:/mounted`, ...mounted(work, 'samtools')],
      },
    );
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    const environment = await readFile(path.join(work, 'x.stats.txt'), 'utf8');
    expect(environment).not.toMatch(/\/host|Xmx9g|^OMP|tr_TR|^TINI|^LC_/m);
    expect(environment).toMatch(/^LANG=C\.UTF-8$/m);
    expect(environment).toMatch(/^REF_PATH=\/nonexistent\/%s$/m);
    expect(environment).toMatch(/^KEPT=yes$/m);
    expect(stderr).toContain(
      'the tool does not get these variables of the environment: JAVA_TOOL_OPTIONS, LANG, LC_ALL',
    );
  });
});

/** A shell script that a container has in front of the image's own program of that name. */
async function program(work: string, name: string, script: string): Promise<void> {
  const file = path.join(work, `${name}.sh`);
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
}

const mounted = (work: string, name: string): string[] => [
  ...['--volume', `${path.join(work, `${name}.sh`)}:/usr/local/bin/${name}:ro`],
];
