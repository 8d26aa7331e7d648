/** Some columns of a table, by their headings: lines with tabs. */
export function columnsOf(lines: readonly string[], names: readonly string[]): string[] {
  const headings = lines[0]?.split('\t') ?? [];
  const places = names.map((name) => headings.indexOf(name));
  const absent = names.filter((_, at) => places[at] === -1);
  if (absent.length > 0) throw new Error(`the sheet lacks the columns ${absent.join(', ')}`);
  return lines.map((line) => {
    const cells = line.split('\t');
    return places.map((place) => cells[place] ?? '').join('\t');
  });
}
