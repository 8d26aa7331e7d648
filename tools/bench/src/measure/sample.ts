/** Who is measured: us, what users would pick instead, or what bounds everyone. */
export type Role = 'ours' | 'peer' | 'ceiling';

/** One timed run. */
export interface Sample {
  readonly load: string;
  readonly contender: string;
  readonly role: Role;
  /** From 1. */
  readonly round: number;
  readonly wallMs: number;
  /** User and system time of all its processes. */
  readonly cpuMs: number;
  readonly peakMemoryBytes: number;
  /** Of the machine's CPU time during the run, what went neither to the contender nor to the server. */
  readonly foreignShare: number;
  /** How often it was run until the machine was quiet enough, or the tries were used up. */
  readonly tries: number;
}

/** A run of a peer that did not do its work. */
export interface Failure {
  readonly load: string;
  readonly contender: string;
  readonly round: number;
  readonly message: string;
}
