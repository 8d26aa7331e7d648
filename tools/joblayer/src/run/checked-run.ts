import type { Settings } from '../config/settings.ts';
import type { EngineInfo, EngineProgram } from '../engine/engine-info.ts';
import type { Engine } from '../engine/engine.ts';
import type { FoundTool } from '../tool/find-tool.ts';
import type { JobFiles } from './job-files.ts';
import type { PlannedJob } from './plan-job.ts';

/** What a user asks for. */
export interface RunOptions {
  readonly tool: string;
  readonly program: EngineProgram;
  readonly toolArguments: readonly string[];
  readonly settings: Settings;
  readonly env: NodeJS.ProcessEnv;
  /** Print the command instead. */
  readonly print: boolean;
  /** List inputs and outputs instead. */
  readonly dryRun: boolean;
  readonly vcpus?: number | undefined;
  readonly memoryMiB?: number | undefined;
  readonly timeoutSeconds?: number | undefined;
  readonly network?: string | undefined;
  /** `auto`: bars at a terminal, else lines. */
  readonly progress: 'auto' | 'bars' | 'lines';
}

/** A job that may be started: its tool, its arguments and this machine were checked. */
export interface CheckedRun {
  readonly options: RunOptions;
  readonly engine: Engine;
  readonly info: EngineInfo;
  readonly tool: FoundTool;
  readonly job: PlannedJob;
  readonly files: JobFiles;
  /** The definition's name where the command line has to name it. */
  readonly argv: readonly string[];
}
