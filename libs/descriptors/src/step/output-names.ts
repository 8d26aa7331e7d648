import type { DefinitionDescription, OutputDescription } from '@joblayer/tool-definition';
import type { NamePart, OutputName } from './step.ts';

type Outputs = DefinitionDescription['outputs'];

/** The names that a file or directory may have in the output directory, without any option of its own. */
export function outputNames(outputs: Outputs, key: string): readonly OutputName[] {
  const output = outputs[key];
  if (!output) return [];
  if (isRequested(output) && output.kind === 'directory') return [[output.flag]];
  const { beside, defaultName } = output;
  const anchors = beside ? outputNames(outputs, beside.output) : [];
  const own =
    anchors.length > 0
      ? anchors.flatMap((anchor) => besideSuffixes(output).map((suffix) => [...anchor, suffix]))
      : [partsOf(defaultName)];
  // One output may be made instead of another. It is collected as that one, whose consumers then find it.
  return [...own, ...insteadOf(outputs, key).flatMap((other) => outputNames(outputs, other))];
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

/** `{bam.stem}.stats.txt` as a sequence. */
function partsOf(template: string): OutputName {
  return template
    .split(/(\{\w+\.(?:stem|name)\})/)
    .filter((text) => text !== '')
    .map((text) => {
      const found = /^\{(?<input>\w+)\.(?<part>stem|name)\}$/.exec(text)?.groups;
      return found ? ({ input: found['input'], part: found['part'] } as NamePart) : text;
    });
}
