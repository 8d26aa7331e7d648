import type { Scratch } from '../../scratch/scratch.ts';
import type { CapturedOutputs } from '../../streams/captured-outputs.ts';
import type { JobPlan } from '../../job/job-plan.ts';
import type { GivenEnvironment } from './tool-environment.ts';

/** What a run of the tool works with. */
export interface ToolRun {
  readonly plan: JobPlan;
  /** The outputs' paths, by name. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly scratch: Scratch;
  readonly environment: GivenEnvironment;
  /** Collects the outputs that are uploaded while the tool writes them. */
  readonly captured: CapturedOutputs;
}
