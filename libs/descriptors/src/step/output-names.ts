import type { DefinitionDescription, OutputDescription } from '@joblayer/tool-definition';
import type { NamePart, OutputName } from './step.ts';

type Outputs = DefinitionDescription['outputs'];

/** The names that a file or directory may have in the output directory, without any option of its own. */
export function outputNames(
  tool: Pick<DefinitionDescription, 'inputs' | 'outputs'>,
  key: string,
): readonly OutputName[] {
  const { inputs, outputs } = tool;
  const output = outputs[key];
  if (!output) return [];
  if (isRequested(output) && output.kind === 'directory') return [[output.flag]];
  const { beside, defaultName } = output;
  const anchors = beside ? outputNames(tool, beside.output) : [];
  const own =
    anchors.length > 0
      ? anchors.flatMap((anchor) => besideSuffixes(output).map((suffix) => [...anchor, suffix]))
      : namesOf(defaultName, inputs);
  // One output may be made instead of another. It is collected as that one, whose consumers then find it.
  return [...own, ...insteadOf(outputs, key).flatMap((other) => outputNames(tool, other))];
}

/** Whether its own option asks for it. One beside another output comes with that one. */
export const isRequested = ({ onRequest, beside, insteadOf }: OutputDescription): boolean =>
  insteadOf !== undefined || (onRequest && !beside);

/** The suffixes that a default name beside another output may have. */
export const besideSuffixes = ({ beside }: OutputDescription): readonly string[] =>
  beside
    ? [
        beside.suffix,
        ...(beside.alternatives ?? []).flatMap(({ suffix, when }) => (when ? [suffix] : [])),
      ]
    : [];

const insteadOf = (outputs: Outputs, key: string): readonly string[] =>
  Object.entries(outputs).flatMap(([name, other]) => (other.insteadOf === key ? [name] : []));

/**
 * `{bam.stem}.stats.txt` as sequences: one for each suffix that the input may have, if the name has its suffix. A mere
 * pattern for it would also match the output manifest.
 */
const namesOf = (template: string, inputs: DefinitionDescription['inputs']): OutputName[] =>
  template
    .split(/(\{\w+\.(?:stem|suffix|name)\})/)
    .filter((text) => text !== '')
    .reduce<OutputName[]>(
      (names, text) =>
        names.flatMap((name) => partsOf(text, inputs).map((part) => [...name, part])),
      [[]],
    );

/** What a piece of a template may stand for. */
function partsOf(text: string, inputs: DefinitionDescription['inputs']): OutputName {
  const [, input, part] = /^\{(\w+)\.(stem|suffix|name)\}$/.exec(text) ?? [];
  if (input === undefined) return [text];
  const { suffixes = [] } = inputs[input] ?? {};
  if (part !== 'suffix') return [{ input, part } as NamePart];
  return suffixes.length > 0 ? suffixes : [{ input, part } as NamePart];
}
