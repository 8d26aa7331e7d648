/** A paragraph of a Debian control file: its fields by name, in lower case. */
export type Paragraph = ReadonlyMap<string, string>;

const FIELD = /^(?<name>[^\s:#][^\s:]*):\s*(?<value>.*)$/;

/**
 * Reads a Debian control file (deb822(5)). Keeps each line of a field over several lines, trimmed.
 */
export function parseDeb822(text: string): Paragraph[] {
  return text
    .split(/\n(?:\s*\n)+/)
    .map(parseParagraph)
    .filter((paragraph) => paragraph.size > 0);
}

function parseParagraph(text: string): Paragraph {
  const fields = new Map<string, string>();
  let last = '';
  for (const line of text.split('\n')) {
    const { name, value = '' } = FIELD.exec(line)?.groups ?? {};
    if (name !== undefined) fields.set((last = name.toLowerCase()), value.trim());
    else if (/^\s/.test(line) && fields.has(last))
      fields.set(last, `${fields.get(last)}\n${line.trim()}`);
  }
  return fields;
}
