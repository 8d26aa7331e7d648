import type { JobDependency } from '@joblayer/aws-batch';
import type { SheetJob } from '../sheet-job.ts';
import type { Requests, RunRecord } from './run-record.ts';

/** What a user asks for, after every row was checked. */
export interface NewRun {
  readonly name: string;
  readonly tool: RunRecord['tool'];
  /** Default: `batch`. */
  readonly on?: RunRecord['on'] | undefined;
  readonly workDir?: string | undefined;
  readonly jobDefinition: string;
  readonly definitionMemoryMiB?: number | undefined;
  readonly command?: readonly string[] | undefined;
  readonly queue: string;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly requests?: Requests | undefined;
  readonly dependsOn?: readonly JobDependency[] | undefined;
  readonly sheet: RunRecord['sheet'];
  readonly constants?: readonly string[] | undefined;
  readonly jobs: readonly SheetJob[];
  /** The rows of one array. Default: 10,000, the most that Batch accepts. */
  readonly rowsPerArray?: number | undefined;
}
