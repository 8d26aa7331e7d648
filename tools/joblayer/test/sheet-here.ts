import { run } from '@joblayer/subprocess';
import { buildImage, imageOf } from '@joblayer/verify/testing';
import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Outcome, PackedCli } from './packed-cli.ts';

const ALIGNMENTS = join(
  import.meta.dirname,
  '../../../packages/samtools-stats/test/data/lambda.sam',
);
const SOCKET =
  (process.env['DOCKER_HOST'] ?? '').replace(/^unix:\/\//, '') || '/var/run/docker.sock';
/** Another user than root, who may use the engine. */
const USER = process.getuid?.() === 0 ? { user: { uid: 4711, gid: statSync(SOCKET).gid } } : {};

/**
 * The command line, installed as a user does, and an image of samtools stats that a test can hold up: it waits as long as
 * there is a file `wait` in the directory `held`, and needs 350 MiB for
 * `a.sam` while there is a file `hungry`.
 */
export class SheetTrial {
  readonly cli: PackedCli;
  readonly image: string;

  private constructor(cli: PackedCli, image: string) {
    this.cli = cli;
    this.image = image;
  }

  static async start(): Promise<SheetTrial> {
    const cli = await PackedCli.install();
    const image = `joblayer-sheet-test-${randomUUID().slice(0, 8)}/samtools-stats:1`;
    const trial = new SheetTrial(cli, image);
    await trial.directory('held');
    await trial.directory('image');
    const script = [
      '#!/bin/sh',
      'if [ "$1" = stats ]; then',
      `  while [ -e ${trial.at('held/wait')} ]; do sleep 0.1; done`,
      `  [ -e ${trial.at('held/hungry')} ] && case "$*" in`,
      '    */a.sam) head -c 350m /dev/zero | tail > /dev/null || exit 9 ;;',
      '  esac',
      'fi',
      'exec /opt/samtools "$@"',
    ];
    await writeFile(trial.at('image/samtools'), `${script.join('\n')}\n`, { mode: 0o755 });
    const dockerfile = [
      `FROM ${imageOf('samtools-stats')}`,
      'USER root',
      'RUN cp "$(command -v samtools)" /opt/samtools',
      'COPY samtools /usr/bin/samtools',
      'USER 10001',
    ];
    await writeFile(trial.at('image/Dockerfile'), `${dockerfile.join('\n')}\n`);
    const built = await buildImage(['--tag', image], trial.at('image'));
    if (built.exitCode !== 0) throw new Error(built.stderr);
    return trial;
  }

  async remove(): Promise<void> {
    await run(['docker', 'image', 'rm', '--force', this.image]);
    this.cli.remove();
  }

  at(...names: string[]): string {
    return join(this.cli.directory, ...names);
  }

  /** A directory for one test. Every user may write there. */
  async directory(name: string): Promise<string> {
    await mkdir(this.at(name));
    await chmod(this.at(name), 0o1777);
    return this.at(name);
  }

  /** A directory with alignments of these samples, and a sheet of them. `bad` is no file of alignments. */
  async sheet(name: string, samples: readonly string[]): Promise<string> {
    const cwd = await this.directory(name);
    const alignments = await readFile(ALIGNMENTS);
    for (const sample of samples)
      await writeFile(
        join(cwd, `${sample}.sam`),
        sample === 'bad' ? 'no alignments\n' : alignments,
      );
    const rows = samples.map((sample) => `${sample}\t${sample}.sam\n`);
    await writeFile(join(cwd, 'samples.tsv'), `sample\tbam\n${rows.join('')}`);
    return cwd;
  }

  options(cwd: string, env: Readonly<Record<string, string | undefined>> = {}) {
    return { cwd, env: { XDG_STATE_HOME: this.at('state'), ...env }, ...USER };
  }

  /** The words of a run of `samples.tsv`, with an output directory for each sample. */
  words(name: string, options: readonly string[] = [], job: readonly string[] = []): string[] {
    const output = job.includes('--output-dir') ? [] : ['--output-dir', 'out/{sample}/'];
    const sheet = options.includes('--sheet') ? [] : ['--sheet', 'samples.tsv'];
    return [
      ...['run', this.image, '--on', 'docker', '--run', name, ...sheet, ...options],
      ...['--', ...output, ...job],
    ];
  }

  call(cwd: string, ...words: readonly string[]): Promise<Outcome> {
    return this.cli.call(words, this.options(cwd));
  }

  /** All containers of this image. */
  async containers(): Promise<readonly string[]> {
    const filter = `ancestor=${this.image}`;
    const list = ['docker', 'ps', '--all', '--filter', filter, '--format', '{{.Names}}'] as const;
    return (await run(list)).stdout.split('\n').filter((line) => line !== '');
  }

  /** Holds jobs up until `release`. */
  async hold(): Promise<void> {
    await writeFile(this.at('held/wait'), '');
  }

  release(): Promise<void> {
    return rm(this.at('held/wait'), { force: true });
  }
}

/** A server of S3 that never responds, and notes which objects it was asked for. */
export class SilentS3 implements AsyncDisposable {
  readonly #server: Server;
  readonly #asked = new Set<string>();
  #onAsked: () => void = () => undefined;

  private constructor() {
    this.#server = createServer((request) => {
      this.#asked.add(request.url?.split('?')[0] ?? '');
      this.#onAsked();
    });
  }

  static async start(): Promise<SilentS3> {
    const silent = new SilentS3();
    await new Promise<void>((resolve) => silent.#server.listen(0, '127.0.0.1', resolve));
    return silent;
  }

  get env(): Readonly<Record<string, string>> {
    const { port } = this.#server.address() as AddressInfo;
    return { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` };
  }

  get asked(): readonly string[] {
    return [...this.#asked].toSorted();
  }

  /** Resolves once so many objects were asked for. */
  async askedFor(count: number): Promise<void> {
    while (this.#asked.size < count)
      await new Promise<void>((resolve) => {
        this.#onAsked = resolve;
      });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
