/** A value of the command line, in which `{column}` stands for the row's cell. */
export type Template = readonly TemplatePart[];

export type TemplatePart =
  | { readonly text: string; readonly column?: never }
  | { readonly column: string; readonly text?: never };

const PART = /\{\{|\}\}|\{(?<column>[^{}]*)\}|[{}]|[^{}]+/g;

/** The parts of a value; undefined if a brace has no partner. `{{` and `}}` stand for one brace each. */
export function parseTemplate(value: string): Template | undefined {
  const parts: TemplatePart[] = [];
  for (const { 0: match, groups } of value.matchAll(PART)) {
    const column = groups?.['column'];
    if (match === '{' || match === '}') return undefined;
    if (column !== undefined) parts.push({ column: column.trim() });
    else parts.push({ text: match === '{{' ? '{' : match === '}}' ? '}' : match });
  }
  return parts;
}

export const columnsIn = (template: Template): readonly string[] =>
  template.flatMap(({ column }) => column ?? []);

/** The value with each column's cell in it. */
export const fillTemplate = (template: Template, cellOf: (column: string) => string): string =>
  template.map(({ text, column }) => text ?? cellOf(column)).join('');
