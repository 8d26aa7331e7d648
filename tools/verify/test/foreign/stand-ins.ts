import { ensureDebianImage, DEBIAN_11 } from '@joblayer/local-cloud';
import { buildImage, finish, fixtureEntryPoint, imageOf } from '@joblayer/verify/testing';
import { randomUUID } from 'node:crypto';
import { cp } from 'node:fs/promises';
import path from 'node:path';

/** What the tool of a job does, in the words of the only program that the image with musl has. */
export type Work = 'copy' | 'fail' | 'look' | 'memory' | 'wait' | 'fill' | 'stream' | 'nothing';

/** The same for a shell, whose arguments are the input and the output. */
const SHELL: Readonly<Record<Work, string>> = {
  copy: 'cat "$1" > "$2"',
  fail: 'echo x > "$2"; exit 42',
  look: '{ env; for one in /proc/[0-9]*; do cat "$one/environ"; done; } > "$2" 2> /dev/null; true',
  memory: 'a=xxxxxxxxxxxxxxxx; while :; do a=$a$a; done',
  wait: 'echo ready >&2; sleep 600',
  fill: 'cat /dev/zero > "$2"',
  stream: 'cat "${1%/*}/once.fq" > "$2"',
  nothing: 'exit 0',
};

/** An image that others could have made. */
export interface StandIn {
  readonly name: 'glibc' | 'debian' | 'musl';
  readonly about: string;
  readonly program: (work: Work) => string;
}

export const STAND_INS: readonly StandIn[] = [
  {
    name: 'glibc',
    about: 'busybox and the C library of Debian 11',
    program: (work) => SHELL[work],
  },
  { name: 'debian', about: 'a whole Debian 11', program: (work) => SHELL[work] },
  { name: 'musl', about: 'musl and one program', program: (work) => work },
];

/** The images of these tests, by the name of their stand-in. They are removed together. */
export class ForeignImages {
  readonly #id = randomUUID();
  readonly #made: string[] = [];

  /** Builds a stand-in. */
  async standIn(name: StandIn['name']): Promise<string> {
    const debian11 = await ensureDebianImage({}, DEBIAN_11);
    const args = [`BASE_IMAGE=${imageOf('base')}`, `DEBIAN11_IMAGE=${debian11}`];
    return await this.#build(name, ['--target', name], args, import.meta.dirname);
  }

  /** Builds a package's image on a stand-in. Its tool is the shell program of `startFixtureJob`. */
  async withFixture(name: StandIn['name'], foreign: string, directory: string): Promise<string> {
    await cp(path.dirname(fixtureEntryPoint()), path.join(directory, 'dist'), { recursive: true });
    const args = [`RUNNER_IMAGE=${imageOf('base-foreign')}`, `FOREIGN_IMAGE=${foreign}`];
    return await this.#build(`${name}-tool`, [], args, directory);
  }

  async remove(): Promise<void> {
    for (const image of this.#made.toReversed()) await finish(['docker', 'rmi', image]);
  }

  async #build(
    name: string,
    options: readonly string[],
    values: readonly string[],
    context: string,
  ): Promise<string> {
    const image = `joblayer-test/foreign-${name}:${this.#id}`;
    const args = values.flatMap((value) => ['--build-arg', value]);
    const built = await buildImage([...options, ...args, '--tag', image], context);
    if (built.exitCode !== 0) throw new Error(built.stderr);
    this.#made.push(image);
    return image;
  }
}
