import { StringDecoder } from 'node:string_decoder';

/** A line without an end, as in binary data, is cut here, so that memory does not grow with it. */
const MOST_CHARACTERS = 1024 * 1024;

/** Cuts a stream into lines. */
export class LineReader {
  readonly #onLine: (line: string) => void;
  readonly #decoder = new StringDecoder('utf8');
  #rest = '';

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  add(chunk: Buffer): void {
    const lines = (this.#rest + this.#decoder.write(chunk)).split('\n');
    this.#rest = (lines.pop() ?? '').slice(0, MOST_CHARACTERS);
    lines.forEach(this.#onLine);
  }

  end(): void {
    const last = this.#rest + this.#decoder.end();
    this.#rest = '';
    if (last !== '') this.#onLine(last);
  }
}
