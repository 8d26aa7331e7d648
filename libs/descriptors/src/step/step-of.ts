import type { DefinitionDescription, ToolDescription } from '@joblayer/tool-definition';
import { refuseAlike } from './alike-outputs.ts';
import { oneLine } from './describe-port.ts';
import { optionsIn } from './relations.ts';
import { inputPorts, outputPorts, paramPorts, requestPorts } from './ports.ts';
import type { Software, Step } from './step.ts';

/** The command on the PATH of every image. It works under engines that replace the entry point. */
const RUNNER = 'joblayer-run';

/** One step for each definition of an image. */
export const stepsOf = (description: ToolDescription, image: string): readonly Step[] =>
  description.definitions.map((definition) => stepOf(description, definition, image));

function stepOf(
  { toolManifest, definitions }: ToolDescription,
  definition: DefinitionDescription,
  image: string,
): Step {
  const { vcpus, memoryMiB, minimumMemoryMiB = 0, scratch } = definition.resources;
  const { description, website, documentation } = toolManifest.software;
  const outputs = outputPorts(definition);
  refuseAlike(definition.name, outputs);
  return {
    name: definition.name,
    summary: oneLine(definition.summary),
    image,
    // The runner takes the default definition without its name.
    command: definition === definitions[0] ? [RUNNER] : [RUNNER, definition.name],
    software: [
      softwareOf(toolManifest.software),
      ...(toolManifest.alsoContains ?? []).map(softwareOf),
    ],
    about: {
      description: oneLine(description),
      ...{ website, documentation, tags: toolManifest.tags },
      revision: toolManifest.revision,
      biotools: toolManifest.identifiers?.biotools,
    },
    inputs: inputPorts(definition),
    params: paramPorts(definition),
    requests: requestPorts(definition),
    outputs,
    resources: {
      vcpus,
      memoryMiB: Math.max(memoryMiB, minimumMemoryMiB),
      scratchMiB: scratch.baseMiB,
      scratchMiBPerInputMiB: scratch.perInputMiB,
    },
    extraArgsFor: definition.extraArgsFor,
    rules: rulesOf(definition),
  };
}

const softwareOf = ({ name, version, license }: Software): Software => ({ name, version, license });

/** What the runner checks: in the words of the description, without the rules for options that no step has. */
function rulesOf(definition: DefinitionDescription): string[] {
  const runtime = new Set(Object.keys(definition.runtimeOptions));
  const relations = definition.relations.filter(
    (relation) => !optionsIn(relation).every((option) => runtime.has(option)),
  );
  return [
    ...relations.map(({ problem, advice }) => `Refused: ${problem}. ${advice}`),
    ...definition.checkedInJob.map((phrase) => `Checked in the job: ${phrase}.`),
  ].map((text) => oneLine(text.replaceAll(/\{\w+\.\w+\}/g, '…')));
}
