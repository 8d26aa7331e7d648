import { run, SubprocessError } from '@joblayer/subprocess';
import * as z from 'zod';
import { engineProblem } from './problems.ts';
import { findBuilder } from './builder.ts';

export interface BuildRequest {
  /** Directory of the build context, absolute. */
  readonly context: string;
  /** The Dockerfile's path from the workspace's root, for messages. */
  readonly file: string;
  /** The names that the image gets. */
  readonly references: readonly string[];
  readonly buildArguments: Readonly<Record<string, string>>;
  /** Labels that override those of the Dockerfile. */
  readonly labels: Readonly<Record<string, string>>;
  /** Docker's name of the network that RUN lines have: `host`. Default: the engine's. */
  readonly network?: string | undefined;
}

/** The container engine of this machine, as the targets need it. */
export interface Engine {
  /** The platform that it builds for: `linux/amd64`. */
  platform(): Promise<string>;
  has(reference: string): Promise<boolean>;
  /** The tags of a repository, with the id of each tag's image. */
  tags(repository: string): Promise<ReadonlyMap<string, string>>;
  /** The same for all repositories whose names match a pattern (`joblayer/*`), in one call. */
  images(pattern: string): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>>;
  build(request: BuildRequest): Promise<void>;
  tag(reference: string, newReference: string): Promise<void>;
  /** The labels of an image in the engine. */
  labels(reference: string): Promise<Readonly<Record<string, string>>>;
  /** The standard output of a container of an image, with its own entry point and without a network. */
  output(reference: string, args: readonly string[]): Promise<string>;
}

/** A line of `image ls` for an image with a tag. */
const IMAGE = /^(?<repository>\S+) (?<tag>[\w.-]+) (?<id>\S+)$/;

/** `null` where an image has none. */
const labelsSchema = z.record(z.string(), z.string()).nullable();

/** The message of the kernel and most programs about a full disk. */
const DISK_FULL = /no space left on device/i;
/** BuildKit's last line where a registry does not respond, or does not serve a FROM's image. */
const IMAGE_UNAVAILABLE =
  /failed to (?:do request|resolve source metadata|authorize|fetch (?:anonymous|oauth) token)|pull access denied/;

/** Messages of curl, wget, apt and git about a server that a RUN line cannot reach. */
const FETCH_FAILED =
  /.*(?:curl: \((?:5|6|7|28|35|52|56|60)\)|wget: unable to resolve|Could not resolve host|Temporary failure resolving|Could not connect to|Failed to fetch|Unable to fetch|Connection (?:timed out|refused)).*/;

/** The engine that the docker command reaches. */
export const dockerEngine: Engine = {
  async platform() {
    return docker('version', '--format', '{{.Server.Os}}/{{.Server.Arch}}');
  },

  async has(reference) {
    // `image inspect` does not distinguish an absent image from an engine that does not respond.
    return (await docker('image', 'ls', '--quiet', '--no-trunc', reference)) !== '';
  },

  async tags(repository) {
    return (await this.images(repository)).get(repository) ?? new Map();
  },

  async images(pattern) {
    const format = '{{.Repository}} {{.Tag}} {{.ID}}';
    const options = ['--no-trunc', '--filter', `reference=${pattern}`, '--format', format];
    const found = new Map<string, Map<string, string>>();
    for (const line of (await docker('image', 'ls', ...options)).split('\n')) {
      const { repository, tag, id } = IMAGE.exec(line)?.groups ?? {};
      if (repository === undefined || tag === undefined || id === undefined) continue;
      const tags = found.get(repository) ?? new Map<string, string>();
      found.set(repository, tags.set(tag, id));
    }
    return found;
  },

  async build({ context, file, references, buildArguments, labels, network }) {
    const { program, env, options } = await findBuilder();
    const tags = references.flatMap((reference) => ['--tag', reference]);
    const args = Object.entries(buildArguments).flatMap(([name, value]) => [
      '--build-arg',
      `${name}=${value}`,
    ]);
    args.push(
      ...Object.entries(labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]),
    );
    try {
      const own = network === undefined ? [] : ['--network', network];
      await run([program, 'build', ...options, ...own, ...tags, ...args, context], {
        env,
        echo: true,
      });
    } catch (error) {
      if (!(error instanceof SubprocessError)) throw error;
      const { exitCode } = error;
      const detail = error.stderr.trimEnd().split('\n').at(-1) ?? '';
      if (DISK_FULL.test(error.stderr))
        throw engineProblem({ code: 'build-disk-full', file, detail }, error);
      if (IMAGE_UNAVAILABLE.test(detail))
        throw engineProblem({ code: 'source-image-unavailable', file, detail }, error);
      const fetch = FETCH_FAILED.exec(error.stderr)?.[0];
      if (fetch !== undefined)
        throw engineProblem({ code: 'fetch-failed', file, detail: fetch.trim(), network }, error);
      throw engineProblem({ code: 'build-failed', file, exitCode, detail }, error);
    }
  },

  async tag(reference, newReference) {
    await docker('tag', reference, newReference);
  },

  async labels(reference) {
    const format = '{{json .Config.Labels}}';
    return (
      labelsSchema.parse(
        JSON.parse(await docker('image', 'inspect', '--format', format, reference)),
      ) ?? {}
    );
  },

  async output(reference, args) {
    try {
      return (await run(['docker', 'run', '--rm', '--network', 'none', reference, ...args])).stdout;
    } catch (error) {
      if (!(error instanceof SubprocessError)) throw error;
      const detail = error.stderr.trimEnd();
      const command = args.join(' ');
      throw engineProblem({ code: 'run-failed', image: reference, command, detail }, error);
    }
  },
};

/** A caller would wait minutes for an engine on another host that is down. */
const RESPOND_WITHIN_MS = 60_000;

/** Runs a short docker command that fails only when the engine does. */
async function docker(...args: string[]): Promise<string> {
  try {
    return (await run(['docker', ...args], { timeoutMs: RESPOND_WITHIN_MS })).stdout.trim();
  } catch (error) {
    if (!(error instanceof SubprocessError)) throw error;
    if (error.code === 'program-not-found')
      throw engineProblem({ code: 'docker-not-found' }, error);
    const detail = error.stderr.trim() || error.message;
    throw engineProblem({ code: 'engine-unreachable', detail }, error);
  }
}
