import { labelsOf } from '@joblayer/tool-manifest';
import type { Label, Property } from 'dockerfile-ast';
import type { Rule } from '../rule.ts';
import type { LocatedInstruction } from '../subject.ts';

const SYNC = 'Run npx nx sync: it writes the metadata section.';

export const labels: Rule = {
  id: 'labels',
  why: 'registries and catalogues describe an image by its labels, whose one source is manifest.json',
  check(subject) {
    const actual = labelsIn(subject.image);
    const line = actual.values().next().value?.line ?? 1;
    return Object.entries(labelsOf(subject.manifest)).flatMap(([key, value]) => {
      const label = actual.get(key);
      const fault = faultOf(key, value, label?.value);
      return fault === undefined ? [] : [{ line: label?.line ?? line, what: fault, advice: SYNC }];
    });
  },
};

function faultOf(key: string, expected: string, actual: string | undefined): string | undefined {
  if (actual === undefined) return `the label ${key} is missing`;
  if (actual === expected) return undefined;
  return `the label ${key} is "${actual}", but manifest.json has "${expected}"`;
}

interface LocatedLabel {
  readonly value: string;
  readonly line: number;
}

/** The parser removes the backslash before `\\` and `"`, and keeps it before `$`. */
const valueOf = (label: Property): string => (label.getValue() ?? '').replaceAll('\\$', '$');

/** The labels of the last stage. Those of earlier stages do not reach the image. */
export function labelsIn(
  instructions: readonly LocatedInstruction[],
): ReadonlyMap<string, LocatedLabel> {
  const properties = instructions
    .filter(({ keyword }) => keyword === 'LABEL')
    .flatMap(({ node }) => (node as Label).getProperties());
  return new Map(
    properties.map((property) => [
      property.getName(),
      { value: valueOf(property), line: property.getRange().start.line + 1 },
    ]),
  );
}
