import { NAME_PART } from './names.ts';
import { optionOf } from '../arguments/relations.ts';
import type { ToolDefinition } from './definition.ts';
import type { OutputDefinition } from './outputs.ts';

/** The parts of a definition that its outputs refer to. */
type Definition = Pick<ToolDefinition, 'inputs' | 'outputs' | 'params' | 'inspect'>;

/** Refuses an output that refers to an unknown input, parameter or output, or whose default name lacks its suffix. */
export function checkOutputs(
  { inputs, outputs, params, inspect }: Definition,
  refuse: (what: string) => never,
): void {
  for (const [name, output] of Object.entries<OutputDefinition>(outputs)) {
    const { beside, defaultName, onlyWith = [] } = output;
    for (const [, input = ''] of defaultName.matchAll(NAME_PART)) {
      if (!(input in inputs))
        refuse(`the default name of ${name} refers to the unknown input {${input}}`);
    }
    const unknown = [onlyWith]
      .flat()
      .map(optionOf)
      .find((option) => !(option in inputs || option in params.shape));
    if (unknown !== undefined) {
      refuse(`${name} is made only with ${unknown}, which is no input and no parameter`);
    }
    if (beside && !(beside.output in outputs)) {
      refuse(`${name} lies beside the unknown output ${beside.output}`);
    }
    const hasAlternatives = beside?.alternatives?.some(({ when }) => when) ?? false;
    if (hasAlternatives && !inspect) {
      refuse(`${name} depends on facts, but the hook inspect is missing`);
    }
    if (hasAlternatives && !defaultName.endsWith(beside?.suffix ?? '')) {
      refuse(`the default name of ${name} does not end in its suffix`);
    }
  }
}
