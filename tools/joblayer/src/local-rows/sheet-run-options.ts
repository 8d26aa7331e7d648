import type { Settings } from '../config/settings.ts';
import type { EngineProgram } from '../engine/engine-info.ts';
import type { SheetOptions } from '../sheet/read-sheet-jobs.ts';

/** What a user asks of a sheet's jobs on this machine. */
export interface SheetRunOptions {
  readonly tool: string;
  readonly program: EngineProgram;
  readonly toolArguments: readonly string[];
  readonly sheet: SheetOptions;
  readonly settings: Settings;
  readonly env: NodeJS.ProcessEnv;
  /** Default: the tool, the day and a digest. */
  readonly run?: string | undefined;
  readonly dryRun: boolean;
  /** A run whose succeeded rows are taken. */
  readonly afterSucceeded?: string | undefined;
  /** How many rows at once. Default: as many as the CPUs and the memory are enough for. */
  readonly jobs?: number | undefined;
  readonly vcpus?: number | undefined;
  readonly memoryMiB?: number | undefined;
  readonly timeoutSeconds?: number | undefined;
  readonly network?: string | undefined;
  readonly progress: 'auto' | 'bars' | 'lines';
}

/** How rows are run, whoever asks for it. */
export type RowOptions = Pick<
  SheetRunOptions,
  'program' | 'settings' | 'env' | 'jobs' | 'network' | 'progress'
>;
