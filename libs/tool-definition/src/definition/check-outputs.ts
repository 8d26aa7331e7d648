import type { ToolDefinition } from './definition.ts';
import type { OutputDefinition } from './outputs.ts';

/** The parts of a definition that its outputs refer to. */
type Definition = Pick<ToolDefinition, 'inputs' | 'outputs' | 'inspect'>;

/** Refuses an output that refers to nothing, or whose name says another format than it has. */
export function checkOutputs(
  { inputs, outputs, inspect }: Definition,
  refuse: (what: string) => never,
): void {
  for (const [name, output] of Object.entries<OutputDefinition>(outputs)) {
    const { beside, defaultName } = output;
    for (const [, input = ''] of defaultName.matchAll(/\{(\w+)\.(?:stem|name)\}/g)) {
      if (!(input in inputs)) refuse(`the default name of ${name} refers to no input {${input}}`);
    }
    if (beside && !(beside.output in outputs)) {
      refuse(`${name} lies beside no output ${beside.output}`);
    }
    const hasAlternatives = beside?.alternatives?.some(({ when }) => when) ?? false;
    if (hasAlternatives && !inspect) {
      refuse(`${name} depends on facts, and nothing inspects the inputs`);
    }
    if (hasAlternatives && !defaultName.endsWith(beside?.suffix ?? '')) {
      refuse(`the default name of ${name} does not end in its suffix`);
    }
  }
}
