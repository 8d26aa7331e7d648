/**
 * How users of the calling program do what a message asks of them: this library knows neither its command line nor its
 * settings. Each advice is whole sentences.
 */
export interface Advice {
  /** What sets the memory of jobs: `nx.json`. */
  readonly settings: string;
  /** Names a job queue. */
  readonly nameQueue: string;
  /** Registers the tool's job definition. */
  readonly register: string;
  /** Gives the jobs of a tool more memory, before its job definition is registered. */
  readonly raiseMemory: (tool: string, memoryMiB: number) => string;
  /** The same once it is registered. */
  readonly raiseRegisteredMemory: (tool: string, memoryMiB: number) => string;
}
