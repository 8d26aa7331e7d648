import type { AnyTool, ArgumentsPlan } from '@joblayer/tool-definition';
import type { JobSettings } from './job.ts';

export { locationsOf } from '@joblayer/tool-definition';
export type {
  PlannedAlternative,
  PlannedSecondaryFile,
  PlannedInput,
  PlannedOutput,
  UnnamedUrl,
} from '@joblayer/tool-definition';

/** A job whose arguments are valid. Nothing but the arguments was checked yet. */
export interface JobPlan extends Omit<ArgumentsPlan, 'extraArgs'> {
  readonly tool: AnyTool;
  readonly settings: JobSettings;
}
