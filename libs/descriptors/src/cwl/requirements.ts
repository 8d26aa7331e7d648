import type { Step } from '../step/step.ts';

export function cwlRequirements(step: Step, expressions: boolean): Record<string, unknown> {
  const { vcpus, memoryMiB } = step.resources;
  const requirements = {
    ...(expressions && { InlineJavascriptRequirement: {} }),
    DockerRequirement: { dockerPull: step.image },
    ResourceRequirement: {
      coresMin: vcpus,
      ramMin: memoryMiB,
      tmpdirMin: expressions ? scratchExpression(step) : step.resources.scratchMiB,
    },
  };
  const [main] = step.software;
  const packages = step.software.map(({ name, version }) => ({
    package: name,
    version: [version],
    ...(name === main.name && { specs: specsOf(step) }),
  }));
  return { requirements, hints: { SoftwareRequirement: { packages } } };
}

const specsOf = ({ about: { website, biotools } }: Step): readonly string[] =>
  biotools === undefined ? [website] : [`https://bio.tools/${biotools}`];

/** In JavaScript of ECMAScript 5.1, as CWL has it. A directory counts as empty: its size is not known. */
function scratchExpression({ resources, inputs }: Step): string {
  const files = inputs.map(({ id }) => `inputs.${id}`).join(', ');
  const bytes = `[].concat(${files}).reduce(function (sum, file) { return sum + ((file && file.size) || 0); }, 0)`;
  return `$(Math.ceil(${resources.scratchMiB} + ${resources.scratchMiBPerInputMiB} * ${bytes} / 1048576))`;
}
