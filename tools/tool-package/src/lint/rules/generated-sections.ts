import { METADATA, VERSIONS } from '../../sync/dockerfile-markers.ts';
import { linesOf, type Markers, sectionLines } from '../../sync/section.ts';
import type { Fault, Rule } from '../rule.ts';

export const generatedSections: Rule = {
  id: 'generated-sections',
  why: '`nx sync` writes between two lines, and fails where one of them is missing',
  check: ({ text }) => [
    ...faultOf(text, METADATA),
    ...(text.includes(VERSIONS.begin) || text.includes(VERSIONS.end)
      ? faultOf(text, VERSIONS)
      : []),
  ],
};

function faultOf(text: string, markers: Markers): Fault[] {
  if (sectionLines(text, markers)) return [];
  const { begin, end } = markers;
  const line = linesOf(text).findIndex((it) => it === begin || it === end) + 1;
  const what = `it does not hold the lines "${begin}" and, below it, "${end}" once each`;
  return [{ line: Math.max(line, 1), what, advice: 'Put them around the generated text.' }];
}
