import { baseName } from '@joblayer/object-store/location';
import type { JobError } from '../../job/errors.ts';
import { usageError } from '../../job/errors.ts';
import type { EventSink } from '../../job/events.ts';
import { flagOf } from '@joblayer/tool-definition';
import type { PlannedAlternative, PlannedOutput } from '../../job/job-plan.ts';

type Facts = Readonly<Record<string, boolean>>;

/** Whether a fact that decides on an output is still unknown. */
export const isUndecided = (outputs: readonly PlannedOutput[], facts: Facts): boolean =>
  outputs.some(({ alternatives }) => alternatives.some(({ when }) => !(when.fact in facts)));

/**
 * Gives each output the format that the known facts require, and emits an event for each output that changes.
 *
 * @throws JobError `usage` if the user named a location whose format the inputs do not allow
 */
export function chooseOutputs(
  outputs: readonly PlannedOutput[],
  facts: Facts,
  emit: EventSink,
): readonly PlannedOutput[] {
  return outputs.map((output) => {
    const chosen = output.alternatives.find(({ when }) => facts[when.fact]);
    if (!chosen) return output;
    if (!chosen.location) throw cannotHold(output, chosen);
    const { location, when } = chosen;
    emit({ type: 'output-chosen', output: output.name, location, because: when.because });
    return { ...output, location, fileName: baseName(location), alternatives: [] };
  });
}

function cannotHold(
  { name, fileName }: PlannedOutput,
  { suffix, when }: PlannedAlternative,
): JobError {
  const flag = flagOf(name);
  return usageError(
    `${flag} names ${fileName}, and ${when.because}`,
    `Give ${flag} a name that ends in ${suffix}, or leave ${flag} out.`,
  );
}
