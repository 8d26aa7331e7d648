/** Commands of one kind, to copy and paste into a shell. */
export interface Command {
  /** Its name in links: `docker`, `cwl`. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** One sentence for what the commands need besides. */
  readonly note: string;
}

/** A command whose options have a line each, as a shell reads it. */
export const onLines = (first: string, rest: readonly string[]): string =>
  [first, ...rest.map((line) => `  ${line}`)].join(' \\\n');

/** Commands that write a text into a file. */
export const writeFile = (path: string, text: string): string =>
  `cat > ${path} <<'END'\n${text.trimEnd()}\nEND`;
