/** The requests of the bench on the host to a worker in its container: JSON in the body of a POST to `/<verb>`. */
export interface WorkerRequests {
  /** Touches free pages of the machine, so that their first touch does not slow the next run down. */
  readonly 'fault-in': { readonly request: { readonly bytes: number }; readonly response: object };
  /** The CPU time so far of the whole machine and of other containers. */
  readonly counters: {
    readonly request: { readonly containerIds: readonly string[] };
    readonly response: Counters;
  };
  /** Runs a command to its end and measures it. */
  readonly run: { readonly request: RunRequest; readonly response: RunResponse };
}

export interface RunRequest {
  readonly argv: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
}

/** Times come from the kernel's monotonic clock, which all containers of a machine share. */
export interface RunResponse {
  readonly exitCode: number;
  readonly startMs: number;
  readonly endMs: number;
  /** User and system time of the container, without that of the worker. */
  readonly cpuMs: number;
  /** The largest sampled increase of the container's anonymous memory during the command. */
  readonly peakMemoryBytes: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Counters {
  readonly cpus: number;
  /** Since the machine's start, over all CPUs. Time that the hypervisor gave to other machines counts as busy. */
  readonly busyMs: number;
  /** In the order of `containerIds`. */
  readonly containersMs: readonly number[];
}
