import { element, text, type Xml } from '../language/xml.ts';
import type { OutputPort, Step } from '../step/step.ts';
import { outputDatatype } from './formats.ts';

/** Galaxy makes the index of a dataset itself, so that an index is no output. */
export const outputsInGalaxy = ({ outputs }: Step): readonly OutputPort[] =>
  outputs.filter(({ beside }) => beside === undefined);

export const galaxyOutputs = (step: Step): Xml[] =>
  outputsInGalaxy(step).map((output) =>
    element(
      'data',
      {
        name: output.id,
        ...formatOf(step, output),
        label: `\${tool.name} on \${on_string}: ${output.id}`,
      },
      requestOf(step, output).map(({ id }) => element('filter', {}, [text(id)])),
    ),
  );

/** The format of the input whose suffix the name has, or one for all jobs. */
function formatOf({ inputs }: Step, output: OutputPort): Record<string, string> {
  const source = inputs.find(({ key, kind }) => key === output.suffixOf && kind === 'file');
  return source ? { format_source: source.id } : { format: outputDatatype(output) };
}

/** The switch that an output needs. */
export const requestOf = ({ requests }: Step, { key, byDefault }: OutputPort) =>
  byDefault ? [] : requests.filter((request) => request.key === key);
