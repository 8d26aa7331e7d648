import { ensureDebianImage, ensureHelperImage, withLock } from '@joblayer/local-cloud';
import { run, type Argv } from '@joblayer/subprocess';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { imagesDirectory, installedDirectory, workDirectory } from '../locations.ts';
import type { Definition } from '../plan/definition.ts';
import { say } from '../say.ts';

/** What user namespaces and their own /proc need. Apptainer in it has no other privilege. */
const MAY_UNSHARE = [
  ...['--cap-add', 'SYS_ADMIN', '--security-opt', 'seccomp=unconfined'],
  ...['--security-opt', 'apparmor=unconfined', '--security-opt', 'systempaths=unconfined'],
];

/** Images unpacked for Apptainer, by package and content. */
const unpacked = path.join(installedDirectory, 'apptainer-images');
const COMPLETE = 'complete';

/** A user without privileges that Debian's images know. */
export const UNPRIVILEGED = 'daemon';

/** Where Apptainer has its own files. The home directory of a user in a container cannot be written. */
export const apptainerDirectories = (root: string): Readonly<Record<string, string>> => ({
  APPTAINER_CACHEDIR: path.join(root, 'apptainer'),
  APPTAINER_CONFIGDIR: path.join(root, 'apptainer-config'),
  APPTAINER_TMPDIR: root,
});

export interface ContainerOptions {
  /** Default: `none`. */
  readonly network?: 'none' | 'host';
  /** What it sees besides the work directory. */
  readonly directories?: readonly string[];
}

/**
 * A container with Apptainer, which this system may lack. It sees the same paths as this process,
 * so that programs outside of it use the command as if it were installed.
 */
export class Apptainer {
  readonly #container: string;

  private constructor(container: string) {
    this.#container = container;
  }

  static async start(
    signal: AbortSignal,
    { network = 'none', directories = [] }: ContainerOptions = {},
  ): Promise<Apptainer> {
    const options = { notify: say, signal };
    const image = await ensureHelperImage(
      {
        repository: 'joblayer/engines-apptainer',
        context: path.join(imagesDirectory, 'apptainer'),
        base: { argument: 'DEBIAN_IMAGE', image: await ensureDebianImage(options) },
      },
      options,
    );
    const name = `joblayer-engines-apptainer-${randomUUID()}`;
    await mkdir(unpacked, { recursive: true });
    const mounts = [workDirectory, unpacked, ...directories].flatMap((each) => [
      '--volume',
      `${each}:${each}`,
    ]);
    const options2 = ['--init', '--network', network, ...MAY_UNSHARE, ...mounts];
    await run([
      'docker',
      'run',
      '--detach',
      '--rm',
      '--name',
      name,
      ...options2,
      image,
      'sleep',
      'infinity',
    ]);
    return new Apptainer(name);
  }

  /** The words before Apptainer's own arguments. */
  command(directory: string): Argv {
    return [
      'docker',
      'exec',
      '--interactive',
      '--workdir',
      directory,
      this.#container,
      'apptainer',
    ];
  }

  async version(): Promise<string> {
    const { stdout } = await run([...this.command('/'), '--version']);
    return stdout.replace(/^apptainer version /, '');
  }

  /**
   * Writes a program `apptainer` into a directory, for engines that start it by its name.
   *
   * @param user the user in the container. `root` cannot unpack an image file there.
   */
  async writeProgram(directory: string, user = 'root'): Promise<void> {
    await mkdir(directory, { recursive: true });
    const program = path.join(directory, 'apptainer');
    await writeFile(program, programText(this.#container, user));
    await chmod(program, 0o755);
  }

  /** Unpacks an image into a directory, which Apptainer runs like an image file. Packing one takes a minute. */
  async unpack({ package: name, reference }: Definition, signal: AbortSignal): Promise<string> {
    const tag = reference.split(':').at(-1) ?? '';
    const directory = path.join(unpacked, `${name}-${tag}`);
    const target = path.join(directory, 'root');
    const work = async () => {
      if (existsSync(path.join(directory, COMPLETE))) return target;
      for (const entry of await readdir(unpacked))
        if (entry === path.basename(directory) || isOlder(entry, name))
          await rm(path.join(unpacked, entry), { recursive: true, force: true });
      await mkdir(directory);
      const archive = path.join(directory, 'image.tar');
      await run(['docker', 'save', '--output', archive, reference], { signal });
      await run(
        [
          ...(['docker', 'exec', '--env', `APPTAINER_TMPDIR=${directory}`] as const),
          ...['--env', `APPTAINER_CACHEDIR=${directory}/cache`, this.#container, 'apptainer'],
          ...['--quiet', 'build', '--userns', '--sandbox', target, `docker-archive:${archive}`],
        ],
        { signal },
      );
      await rm(archive);
      await rm(path.join(directory, 'cache'), { recursive: true, force: true });
      await writeFile(path.join(directory, COMPLETE), '');
      return target;
    };
    return withLock(path.join(unpacked, `${name}.lock`), work, signal);
  }

  async stop(): Promise<void> {
    await run(['docker', 'rm', '--force', '--volumes', this.#container]);
  }
}

const isOlder = (entry: string, name: string): boolean =>
  new RegExp(`^${name}-(?:src|stand-in)-[0-9a-f]+$`).test(entry);

/** Apptainer reads settings from variables of these names. */
const programText = (container: string, user: string): string => `#!/bin/sh
for name in $(env | grep -oE '^(APPTAINER|SINGULARITY)[A-Za-z0-9_]*'); do
  set -- --env "$name" "$@"
done
exec_options=""
while [ "$1" = --env ]; do
  exec_options="$exec_options --env $2"
  shift 2
done
exec docker exec --interactive --user ${user} --workdir "$PWD" $exec_options ${container} apptainer "$@"
`;
