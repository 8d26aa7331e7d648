import { optionNames } from './options.ts';
import type { Inputs, Outputs, Params, ToolDefinition } from './definition.ts';

/**
 * Defines a tool: the single source of its flags, its help, its documentation and its command.
 *
 * @throws Error when two options would have one name, or one the negation of another, or a default name or `beside`
 * refers to nothing, or the default memory is below the floor: mistakes of the definition's author, found by any test that imports it
 */
export function defineTool<const I extends Inputs, const O extends Outputs, P extends Params>(
  tool: ToolDefinition<I, O, P>,
): ToolDefinition<I, O, P> {
  const seen = new Set<string>();
  for (const name of optionNames(tool)) {
    if (seen.has(name)) throw new Error(`${tool.name}: two options are named --${name}`);
    seen.add(name);
  }
  const negated = Object.keys(tool.params.shape).find((name) => /^no[A-Z]/.test(name));
  if (negated !== undefined) {
    throw new Error(`${tool.name}: --no-… switches an option off, so none can be named ${negated}`);
  }
  for (const [name, output] of Object.entries<Outputs[string]>(tool.outputs)) {
    for (const [, input = ''] of output.defaultName.matchAll(/\{(\w+)\.(?:stem|name)\}/g)) {
      if (!(input in tool.inputs)) {
        throw new Error(`${tool.name}: the default name of ${name} refers to no input {${input}}`);
      }
    }
    const { beside } = output;
    if (beside && !(beside.output in tool.outputs)) {
      throw new Error(`${tool.name}: ${name} lies beside no output ${beside.output}`);
    }
    const hasAlternatives = beside?.alternatives?.some(({ when }) => when) ?? false;
    if (hasAlternatives && !tool.inspect) {
      throw new Error(`${tool.name}: ${name} depends on facts, and nothing inspects the inputs`);
    }
    if (hasAlternatives && !output.defaultName.endsWith(beside?.suffix ?? '')) {
      throw new Error(`${tool.name}: the default name of ${name} does not end in its suffix`);
    }
  }
  const { memoryMiB, minimumMemoryMiB = 0 } = tool.resources;
  if (memoryMiB < minimumMemoryMiB) {
    throw new Error(
      `${tool.name}: its memory, ${memoryMiB} MiB, is below its floor, ${minimumMemoryMiB}`,
    );
  }
  for (const { fromVariable } of Object.values<Inputs[string]>(tool.inputs)) {
    if (fromVariable && !fromVariable.name.startsWith('JOBLAYER_')) {
      throw new Error(
        `${tool.name}: the variable ${fromVariable.name} does not begin with JOBLAYER_`,
      );
    }
  }
  for (const path of tool.diagnostics ?? []) {
    if (path.split('/').some((part) => ['', '.', '..'].includes(part))) {
      throw new Error(`${tool.name}: the file ${path} is not below the tool's current directory`);
    }
  }
  return tool;
}
