import { checkOutputs } from './check-outputs.ts';
import type { Params } from './command.ts';
import type { ToolDefinition } from './definition.ts';
import type { Inputs } from './inputs.ts';
import type { Outputs } from './outputs.ts';
import { describeDefinition, type Describable } from '../description/describe-definition.ts';
import { optionNames, optionsOf } from '../description/options.ts';
import { optionsIn } from '../arguments/relations.ts';

/**
 * Defines a tool: the single source of its flags, its help, its documentation and its command.
 *
 * @throws Error for a mistake of the definition's author: two options with one name, a name that negates another, a
 * reference to an unknown option, or a default memory below the floor. Any test that imports the definition finds it.
 */
export function defineTool<const I extends Inputs, const O extends Outputs, P extends Params>(
  tool: ToolDefinition<I, O, P>,
): ToolDefinition<I, O, P> {
  const refuse = (what: string): never => {
    throw new Error(`${tool.name}: ${what}`);
  };
  checkNames(tool, refuse);
  checkOutputs(tool, refuse);
  checkConditions(tool, refuse);
  checkResources(tool, refuse);
  const { check, checkInJob, inspect, prepare, checkedInJob = [] } = tool;
  if ((check ?? checkInJob ?? inspect ?? prepare) && checkedInJob.length === 0) {
    refuse('its hooks check something, but checkedInJob does not say what');
  }
  for (const { fromVariable } of Object.values<Inputs[string]>(tool.inputs)) {
    if (fromVariable && !fromVariable.name.startsWith('JOBLAYER_')) {
      refuse(`the variable ${fromVariable.name} does not begin with JOBLAYER_`);
    }
  }
  for (const path of tool.diagnostics ?? []) {
    if (path.split('/').some((part) => ['', '.', '..'].includes(part))) {
      refuse(`the file ${path} is not below the tool's current directory`);
    }
  }
  return tool;
}

type Refuse = (what: string) => never;

function checkNames(tool: Describable, refuse: Refuse): void {
  const seen = new Set<string>();
  for (const name of optionNames(describeDefinition(tool))) {
    if (seen.has(name)) refuse(`two options are named --${name}`);
    seen.add(name);
  }
  const negated = Object.keys(tool.params.shape).find((name) => /^no[A-Z]/.test(name));
  if (negated !== undefined) {
    refuse(`--no-… switches an option off, so none can be named ${negated}`);
  }
}

function checkConditions(tool: Describable, refuse: Refuse): void {
  const known = new Set(optionsOf(describeDefinition(tool)).map(({ key }) => key));
  const expectKnown = (whose: string, names: readonly string[]) => {
    const unknown = names.find((name) => !known.has(name));
    if (unknown !== undefined) refuse(`${whose} refers to the unknown option ${unknown}`);
  };
  for (const [name, { stream }] of Object.entries(tool.inputs)) {
    if (typeof stream === 'object') expectKnown(`the streaming of ${name}`, stream.unlessGiven);
  }
  for (const relation of tool.relations ?? []) {
    expectKnown(`a relation (${relation.kind})`, optionsIn(relation));
  }
}

function checkResources({ resources }: Describable, refuse: Refuse): void {
  const { memoryMiB, minimumMemoryMiB = 0, scratch } = resources;
  if (memoryMiB < minimumMemoryMiB) {
    refuse(`its memory, ${memoryMiB} MiB, is below its floor, ${minimumMemoryMiB}`);
  }
  if (!(scratch.baseMiB >= 0 && scratch.perInputMiB >= 0)) {
    refuse(`its scratch space is not a size: ${JSON.stringify(scratch)}`);
  }
}
