import type { SheetOptions } from '../sheet/read-sheet-jobs.ts';

/** What a user asks of a run on AWS Batch. */
export interface BatchRunOptions {
  readonly tool: string;
  readonly toolArguments: readonly string[];
  readonly sheet: SheetOptions;
  /** Default: the tool, the day and a digest. */
  readonly run?: string | undefined;
  readonly dryRun: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly jobDefinition?: string | undefined;
  readonly after?: string | undefined;
  readonly afterSucceeded?: string | undefined;
  /** Follow the run until all its rows have ended. */
  readonly wait: boolean;
  readonly requests: {
    readonly vcpus?: number | undefined;
    readonly memoryMiB?: number | undefined;
    readonly timeoutSeconds?: number | undefined;
    readonly attempts?: number | undefined;
    readonly share?: string | undefined;
    readonly priority?: number | undefined;
  };
}
