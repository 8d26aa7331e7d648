import { SubprocessError } from '@joblayer/subprocess/error';
import { run } from '@joblayer/subprocess/run';
import * as z from 'zod';
import { type EngineInfo, type EngineProgram, infoOf } from './engine-info.ts';
import { engineProblem } from './problems.ts';

/** An image in the engine. */
export interface EngineImage {
  /** `sha256:…` of its configuration. */
  readonly id: string;
  /** The repositories that it was pulled from or pushed to: `host/path@sha256:…`. */
  readonly repoDigests: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/** The container engine behind a program. */
export interface Engine {
  readonly program: EngineProgram;
  info(): Promise<EngineInfo>;
  /** Undefined only if the engine says that it has none. */
  image(reference: string): Promise<EngineImage | undefined>;
  /** Several images in one call, in the order of their references. One that is absent is undefined. */
  images(references: readonly string[]): Promise<readonly (EngineImage | undefined)[]>;
  /** References of the images with this label. */
  imagesWithLabel(label: string): Promise<readonly string[]>;
  /** @throws ProblemError `pull-refused` */
  pull(reference: string, env?: Readonly<Record<string, string>>): Promise<void>;
  /** Runs a short command of the engine, and returns its output. */
  call(args: readonly string[], options?: CallOptions): Promise<string>;
}

export interface CallOptions {
  readonly timeoutMs?: number;
  /** The whole environment of the engine's program. */
  readonly env?: NodeJS.ProcessEnv;
  /** Ends the engine's program when aborted. */
  readonly signal?: AbortSignal;
}

/** A caller would wait for minutes for an engine on another host that is down. */
const RESPOND_WITHIN_MS = 60_000;
const ABSENT = /no such image|image not known|no such object/i;

const labels = z.record(z.string(), z.string()).nullish();
const imageSchema = z.object({
  Id: z.string(),
  RepoDigests: z.array(z.string()).nullish(),
  Config: z.object({ Labels: labels }).nullish(),
});

function engineImage(json: string): EngineImage {
  const { Id, RepoDigests, Config } = imageSchema.parse(JSON.parse(json));
  const id = Id.startsWith('sha256:') ? Id : `sha256:${Id}`;
  return { id, repoDigests: RepoDigests ?? [], labels: Config?.Labels ?? {} };
}

/** Each call may fail with a ProblemError `program-absent` or `engine-silent`. */
export function engineOf(program: EngineProgram): Engine {
  const call = async (args: readonly string[], options: CallOptions = {}): Promise<string> => {
    const { timeoutMs = RESPOND_WITHIN_MS, env = {}, signal } = options;
    try {
      // Ctrl-C must not end the call half done: it is this program that stops the job.
      const settings = { timeoutMs, env, ownGroup: true, ...(signal && { signal }) };
      return (await run([program, ...args], settings)).stdout;
    } catch (error) {
      throw problemOf(program, error);
    }
  };
  const inspect = async (references: readonly string[]): Promise<EngineImage[]> => {
    const text = await call(['image', 'inspect', '--format', '{{json .}}', ...references]);
    return text.split('\n').filter(Boolean).map(engineImage);
  };
  const image = async (reference: string): Promise<EngineImage | undefined> => {
    try {
      return (await inspect([reference]))[0];
    } catch (error) {
      if (engineProblem.is(error, 'engine-silent') && ABSENT.test(error.problem.detail))
        return undefined;
      throw error;
    }
  };
  return {
    program,
    call,
    image,
    info: async () => infoOf(program, await call(['info', '--format', '{{json .}}'])),

    async images(references) {
      if (references.length === 0) return [];
      try {
        return await inspect(references);
      } catch (error) {
        if (!engineProblem.is(error, 'engine-silent') || !ABSENT.test(error.problem.detail))
          throw error;
        // The call fails if one of them is absent.
        return Promise.all(references.map(image));
      }
    },

    async imagesWithLabel(label) {
      const format = '{{.Repository}}:{{.Tag}}';
      const text = await call(['image', 'ls', '--filter', `label=${label}`, '--format', format]);
      return text.split('\n').filter((line) => line !== '' && !line.includes('<none>'));
    },

    async pull(reference, env = {}) {
      try {
        await run([program, 'pull', reference], { env, echo: true });
      } catch (error) {
        if (!(error instanceof SubprocessError) || error.code === 'program-not-found')
          throw problemOf(program, error);
        const detail = error.stderr.trim();
        throw engineProblem({ code: 'pull-refused', image: reference, detail }, error);
      }
    },
  };
}

function problemOf(program: EngineProgram, error: unknown): unknown {
  if (!(error instanceof SubprocessError)) return error;
  if (error.code === 'program-not-found')
    return engineProblem({ code: 'program-absent', program }, error);
  const detail = error.stderr.trim() || error.message;
  return engineProblem({ code: 'engine-silent', program, detail }, error);
}
