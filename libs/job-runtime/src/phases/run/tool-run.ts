import type { Scratch } from '../../scratch/scratch.ts';
import type { CapturedOutputs } from '../../streams/captured-outputs.ts';
import type { JobPlan } from '../../job/job-plan.ts';

/** What a tool is run for, and where. */
export interface ToolRun {
  readonly plan: JobPlan;
  /** Paths, by the output's name. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly scratch: Scratch;
  readonly env: NodeJS.ProcessEnv;
  /** Takes the outputs that are uploaded while the tool writes them. */
  readonly captured: CapturedOutputs;
}
