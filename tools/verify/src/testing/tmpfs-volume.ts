import { run } from '@joblayer/subprocess';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { finish, imageOf } from './container.ts';

/** A small disk in memory that several containers can mount and a test can fill. */
export class TmpfsVolume {
  readonly name = `joblayer-test-${randomUUID()}`;

  static async create(sizeMiB: number): Promise<TmpfsVolume> {
    const volume = new TmpfsVolume();
    const options = ['type=tmpfs', 'device=tmpfs', `o=size=${sizeMiB}m,mode=1777`];
    await run([
      ...(['docker', 'volume', 'create', '--driver', 'local'] as const),
      ...options.flatMap((option) => ['--opt', option]),
      volume.name,
    ]);
    return volume;
  }

  /**
   * Writes a file that leaves the given number of bytes free. A running container must mount the
   * volume.
   */
  async fillUpTo(freeBytes: number): Promise<void> {
    const mount = ['--volume', `${this.name}:/v`, '--entrypoint', 'bash'];
    const fill = `free=$(df --output=avail -B1 /v | tail -1); head -c $((free - ${freeBytes})) /dev/zero > /v/filler`;
    await run(['docker', 'run', '--rm', ...mount, imageOf('base'), '-c', fill]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // A container that has just ended may still use it for a moment.
    for (let tries = 1; ; tries += 1) {
      const { exitCode, stderr } = await finish(['docker', 'volume', 'rm', '--force', this.name]);
      if (exitCode === 0) return;
      if (tries === 20) throw new Error(stderr);
      await sleep(100);
    }
  }
}
