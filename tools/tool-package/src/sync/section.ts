import { syncProblem } from './problems.ts';

/** The two lines that enclose a generated section. */
export interface Markers {
  readonly begin: string;
  readonly end: string;
}

/**
 * `text` with `body` between the two lines of `markers`.
 *
 * @param file its path, for the message
 * @throws ProblemError `section-missing` unless each line occurs once, in order
 */
export function replaceSection(text: string, markers: Markers, body: string, file: string): string {
  const section = sectionLines(text, markers);
  if (!section) throw syncProblem({ code: 'section-missing', file, ...markers });
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = linesOf(text);
  const generated = linesOf(body);
  return [...lines.slice(0, section.begin + 1), ...generated, ...lines.slice(section.end)].join(
    lineEnd,
  );
}

/**
 * The indexes of the two lines among those of `text`. Undefined unless each occurs once, in order.
 */
export function sectionLines(
  text: string,
  markers: Markers,
): { readonly begin: number; readonly end: number } | undefined {
  const lines = linesOf(text);
  const begin = onlyIndexOf(lines, markers.begin);
  const end = onlyIndexOf(lines, markers.end);
  return begin === undefined || end === undefined || end < begin ? undefined : { begin, end };
}

/** Without line ends: git may check files out with those of Windows. */
export const linesOf = (text: string): string[] => text.split(/\r?\n/);

function onlyIndexOf(lines: readonly string[], line: string): number | undefined {
  const index = lines.indexOf(line);
  return index === -1 || index !== lines.lastIndexOf(line) ? undefined : index;
}
