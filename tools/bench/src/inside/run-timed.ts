import { run, SubprocessError } from '@joblayer/subprocess';
import { ownAnonymousBytes, ownCpuMs } from './cgroup.ts';
import type { RunResponse, RunRequest } from './protocol.ts';

const SAMPLE_EVERY_MS = 20;
/** The exit code for a command that could not start: a misspelled command must not look like one that ran. */
const CANNOT_START = 127;

/** Runs a command and measures it by the counters of this container. Nothing else runs in the container. */
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

  /** The peak minus the memory at the start, in bytes. */
  stop(): number {
    clearInterval(this.#timer);
    this.#look();
    return this.#peak - this.#before;
  }

  #look(): void {
    this.#peak = Math.max(this.#peak, ownAnonymousBytes());
  }
}
