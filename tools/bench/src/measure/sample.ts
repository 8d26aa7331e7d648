/** What is measured: Joblayer, a program that users would pick instead, or a bound for all of them. */
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
  /** The share of the machine's CPU time during the run that went to neither the contender nor the server. */
  readonly foreignShare: number;
  /** The number of runs until the machine was quiet enough, or until the tries were used up. */
  readonly tries: number;
}

/** A failed run of a peer. */
export interface Failure {
  readonly load: string;
  readonly contender: string;
  readonly round: number;
  readonly message: string;
}
