import { buildImage, finish, imageOf } from '@joblayer/verify/testing';
import { randomUUID } from 'node:crypto';
import path from 'node:path';

const SOURCE = path.join(import.meta.dirname, 'stand-in');
const CONFIGURE = '/isaac/src/configure --prefix=/opt/isaac --without-numa';
const MINUTES = 60_000;

const BASE = ['--build-arg', `BASE_IMAGE=${imageOf('base')}`];
const made: string[] = [];

/** The name of an image that is removed after the tests. */
function nextImage(): string {
  const image = `joblayer-test/isaac-builder:${randomUUID()}`;
  made.push(image);
  return image;
}

afterAll(async () => {
  for (const image of made) await finish(['docker', 'rmi', image]);
});

/** Runs a shell command in an image, with the stand-in's source where the builder unpacks it. */
async function inBuilder(image: string, command: string) {
  const mount = ['--volume', `${SOURCE}:/isaac:ro`, '--entrypoint', 'sh'];
  const { exitCode, stdout } = await finish([
    ...(['docker', 'run', '--rm', ...mount, image, '-c'] as const),
    // Merge the outputs, as only stderr of a failed command is returned.
    `{ ${command}; } 2>&1; echo "exit code $?"`,
  ]);
  expect(exitCode).toBe(0);
  return stdout;
}

describe('a builder with the compiler of Debian 11 and the headers of Debian 13', () => {
  let image: string;
  beforeAll(async () => {
    image = nextImage();
    const { exitCode, stderr } = await buildImage(
      [...BASE, '--tag', image],
      path.join(import.meta.dirname, 'old-builder'),
    );
    if (exitCode !== 0) throw new Error(stderr);
  }, 10 * MINUTES);

  it('fails in configure, which shows the reason only with --verbose', async () => {
    const output = await inBuilder(image, CONFIGURE);
    expect(output).toBe('build failed: Terminating...\nexit code 1');
  });

  it('cannot compile PTHREAD_STACK_MIN in an #if', async () => {
    const output = await inBuilder(image, `${CONFIGURE} --verbose`);
    expect(output).toMatch(/thread\.cpp:\d+:\d+: error: missing binary operator before token "\("/);
  });

  it('cannot link C files that leave a variable to -fcommon', async () => {
    const output = await inBuilder(image, `${CONFIGURE} --verbose`);
    expect(output).toMatch(/multiple definition of .xmlDebugLevel./);
  });

  it('cannot compile an assignment to __malloc_hook', async () => {
    const output = await inBuilder(image, `${CONFIGURE}; make --keep-going memory.o`);
    expect(output).toMatch(/memory\.cpp:\d+:\d+: error: .__malloc_hook. was not declared/);
  });
});

describe('the Dockerfile of isaac', () => {
  it('refuses a platform other than x86-64 before it downloads anything', async () => {
    const shim = nextImage();
    const other = await buildImage(
      [...BASE, '--tag', shim],
      path.join(import.meta.dirname, 'other-platform'),
    );
    expect(other.exitCode).toBe(0);
    const debian11 = process.env['JOBLAYER_ARG_DEBIAN11_IMAGE'] ?? 'debian:bullseye-slim';
    const { exitCode, stderr } = await buildImage(
      ['--build-arg', `BASE_IMAGE=${shim}`, '--build-arg', `DEBIAN11_IMAGE=${debian11}`],
      path.resolve(import.meta.dirname, '..'),
    );
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain(
      'Isaac can be built for x86-64 only, and this is aarch64: build it with --platform linux/amd64, or leave it out.',
    );
    expect(stderr).not.toContain('Get:1');
  });
});
