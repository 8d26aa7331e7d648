/** What a worker, in its container, is asked for by the bench on the host: JSON in the body of a POST to `/<verb>`. */
export interface WorkerRequests {
  /** Faults in free pages of the machine, so that the run that follows does not pay for their first touch. */
  readonly 'fault-in': { readonly request: { readonly bytes: number }; readonly response: object };
  /** The CPU time that passed so far on the whole machine, and in other containers. */
  readonly counters: {
    readonly request: { readonly containerIds: readonly string[] };
    readonly response: Counters;
  };
  /** Runs a command to its end, timed. */
  readonly run: { readonly request: RunRequest; readonly response: RunResponse };
}

export interface RunRequest {
  readonly argv: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
}

/** Times are of the kernel's monotonic clock, which all containers of a machine share. */
export interface RunResponse {
  readonly exitCode: number;
  readonly startMs: number;
  readonly endMs: number;
  /** User and system time of the container, less the worker's own. */
  readonly cpuMs: number;
  /** The most anonymous memory that the container had, above what it had before, as sampled. */
  readonly peakMemoryBytes: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Counters {
  readonly cpus: number;
  /** Since the machine's start, over all CPUs. Time that the hypervisor gave to others counts as busy. */
  readonly busyMs: number;
  /** In the order that they were asked for. */
  readonly containersMs: readonly number[];
}
