/**
 * Sentences that say how users of the calling program can follow a message. This library does not
 * know that program's command line or settings.
 */
export interface Advice {
  /** The file that sets the memory of jobs: `nx.json`. */
  readonly settings: string;
  /** How to name a job queue. */
  readonly nameQueue: string;
  /** How to register the tool's job definition. */
  readonly register: string;
  /** How to bring the image of the tool's job definition into its registry. */
  readonly pushImage: string;
  /** How to give the jobs of a tool more memory before its job definition is registered. */
  readonly raiseMemory: (tool: string, memoryMiB: number) => string;
  /** How to give them more memory after it is registered. */
  readonly raiseRegisteredMemory: (tool: string, memoryMiB: number) => string;
}
