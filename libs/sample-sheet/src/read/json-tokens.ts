const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+|\n/g;

/** The tokens of a text that is valid JSON, with their lines. `JSON.parse` drops the lines. */
export class JsonTokens {
  /** The line of the token that was taken last. */
  line: number;
  #next = 0;
  readonly #tokens: readonly string[];

  constructor(text: string, firstLine: number) {
    this.line = firstLine;
    this.#tokens = text.match(TOKEN) ?? [];
  }

  /** The next token; an empty text at the end. */
  take(): string {
    for (;;) {
      const token = this.#tokens[this.#next] ?? '';
      this.#next += 1;
      if (token !== '\n') return token;
      this.line += 1;
    }
  }

  /** Reads past the rest of a value whose first token was taken. */
  skip(first: string): void {
    let depth = 0;
    for (let token = first; ; token = this.take()) {
      if (token === '{' || token === '[') depth += 1;
      if (token === '}' || token === ']') depth -= 1;
      if (depth === 0) return;
    }
  }
}
