import { StringDecoder } from 'node:string_decoder';

/**
 * Cuts what a tool writes into lines. Of a line without an end, as in binary data, it keeps only the part that is
 * shown. So the runtime's memory and time do not grow with the length of a line.
 */
export class LineSplitter {
  readonly #mostCharacters: number;
  readonly #decoder = new StringDecoder('utf8');
  #unfinished = '';

  /** @param mostCharacters what is kept of one line */
  constructor(mostCharacters: number) {
    this.#mostCharacters = mostCharacters;
  }

  /** The lines that end in this chunk, without their line breaks. */
  add(chunk: Buffer): string[] {
    const [first = '', ...others] = this.#decoder.write(chunk).split('\n');
    const lines = [this.#unfinished + first, ...others].map((line) => this.#cut(line));
    this.#unfinished = lines.pop() ?? '';
    return lines.map((line) => line.replace(/\r$/, ''));
  }

  /** The last line, if it had no line break. */
  end(): string | undefined {
    const last = this.#unfinished + this.#decoder.end();
    return last === '' ? undefined : this.#cut(last);
  }

  #cut(line: string): string {
    return line.length <= this.#mostCharacters ? line : line.slice(0, this.#mostCharacters);
  }
}
