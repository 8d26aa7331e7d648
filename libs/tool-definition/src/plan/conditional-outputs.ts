import type { ArgumentsGiven } from '../arguments/arguments-given.ts';
import { conditionText, holds, optionOf, type Condition } from '../arguments/relations.ts';
import type { DefinitionDescription, OutputDescription } from '../description/description.ts';
import { flagOf } from '../description/flag-of.ts';
import { usageError, type UsageError } from '../usage-error.ts';
import type { ArgumentsRequest } from './arguments-request.ts';

/** The arguments of a job, as given and as counted. */
interface Given {
  readonly request: ArgumentsRequest;
  readonly counted: ArgumentsGiven;
}

type State = 'met' | 'unmet' | 'unknown';

/** At submission, a variable of the job may still give an input that a condition asks for. */
function stateOf(condition: Condition, tool: DefinitionDescription, given: Given): State {
  if (holds(condition, given.counted)) return 'met';
  const input = tool.inputs[optionOf(condition)];
  return input?.fromVariable && !given.request.variables ? 'unknown' : 'unmet';
}

/** Why a job cannot make an output: the first condition that does not hold. Undefined if it can. */
export const unmetCondition = (
  { onlyWith }: OutputDescription,
  tool: DefinitionDescription,
  given: Given,
): Condition | undefined =>
  onlyWith?.conditions.find((each) => stateOf(each, tool, given) === 'unmet');

/** Whether the tool must write the output in this job, if the output is made. */
export const isRequired = (
  { required, onlyWith }: OutputDescription,
  tool: DefinitionDescription,
  given: Given,
): boolean =>
  required ||
  ((onlyWith?.required ?? false) &&
    (onlyWith?.conditions ?? []).every((each) => stateOf(each, tool, given) === 'met'));

/** The error for a location of an output that this job cannot make: the location would be ignored. */
export function withoutCondition(flag: string, condition: Condition): UsageError {
  const needed = conditionText(condition);
  return usageError(
    `${flag} was given, but it is made only with ${needed}`,
    `Give ${needed} too, or leave ${flag} out.`,
  );
}

/** The error for an output without a location. Without it, the data that belongs there would be lost. */
export function withoutLocation(
  name: string,
  { description, onlyWith }: OutputDescription,
): UsageError {
  const because = (onlyWith?.conditions ?? []).map(conditionText).join(' and ');
  return usageError(
    `${flagOf(name)} is missing: ${description}${because && `. ${because} asks for it`}`,
    'Give its location, or one directory for all outputs with --output-dir.',
  );
}
