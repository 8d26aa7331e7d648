import { run, SubprocessError } from '@joblayer/subprocess';
import { ownAnonymousBytes, ownCpuMs } from './cgroup.ts';
import type { RunResponse, RunRequest } from './protocol.ts';

const SAMPLE_EVERY_MS = 20;
/** A command that is named wrongly must not look like one that ran. */
const CANNOT_START = 127;

/** Runs a command and measures it by the counters of this container, in which nothing else runs. */
export async function runTimed({ argv, env }: RunRequest): Promise<RunResponse> {
  const memory = new PeakMemory();
  const own = process.cpuUsage();
  const cpuMs = ownCpuMs();
  const startMs = monotonicMs();
  const ended = await finish(argv, env);
  const endMs = monotonicMs();
  const { user, system } = process.cpuUsage(own);
  return {
    ...ended,
    startMs,
    endMs,
    cpuMs: ownCpuMs() - cpuMs - (user + system) / 1000,
    peakMemoryBytes: memory.stop(),
  };
}

async function finish(argv: RunRequest['argv'], env: RunRequest['env']) {
  try {
    return { exitCode: 0, ...(await run(argv, { env })) };
  } catch (error) {
    if (!(error instanceof SubprocessError)) throw error;
    const { exitCode = CANNOT_START, stderr, message } = error;
    return { exitCode, stdout: '', stderr: stderr === '' ? message : stderr };
  }
}

const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;

class PeakMemory {
  readonly #before = ownAnonymousBytes();
  readonly #timer = setInterval(() => this.#look(), SAMPLE_EVERY_MS);
  #peak = this.#before;

  /** The peak above what there was before, in bytes. */
  stop(): number {
    clearInterval(this.#timer);
    this.#look();
    return this.#peak - this.#before;
  }

  #look(): void {
    this.#peak = Math.max(this.#peak, ownAnonymousBytes());
  }
}
