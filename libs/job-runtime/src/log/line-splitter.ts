import { StringDecoder } from 'node:string_decoder';

/**
 * Cuts what a tool writes into lines. Of a line without an end, as binary data is, no more is kept than anybody is
 * shown; so a tool may flood its output without the runtime's memory or time growing with it.
 */
export class LineSplitter {
  readonly #mostCharacters: number;
  readonly #decoder = new StringDecoder('utf8');
  #unfinished = '';

  /** @param mostCharacters what is kept of one line */
  constructor(mostCharacters: number) {
    this.#mostCharacters = mostCharacters;
  }

  /** The lines that end in this chunk, without their ends. */
  add(chunk: Buffer): string[] {
    const [first = '', ...others] = this.#decoder.write(chunk).split('\n');
    const lines = [this.#unfinished + first, ...others].map((line) => this.#cut(line));
    this.#unfinished = lines.pop() ?? '';
    return lines.map((line) => line.replace(/\r$/, ''));
  }

  /** The last line, where it had no end. */
  end(): string | undefined {
    const last = this.#unfinished + this.#decoder.end();
    return last === '' ? undefined : this.#cut(last);
  }

  #cut(line: string): string {
    return line.length <= this.#mostCharacters ? line : line.slice(0, this.#mostCharacters);
  }
}
