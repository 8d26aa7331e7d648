const KEPT_BYTES = 64 * 1024;

/** Keeps the end of what a tool wrote to stderr. */
export class StderrTail {
  #kept: Buffer = Buffer.alloc(0);

  add(chunk: Buffer): void {
    const joined = Buffer.concat([this.#kept, chunk]);
    this.#kept = joined.subarray(Math.max(0, joined.length - KEPT_BYTES));
  }

  text(): string {
    return this.#kept.toString('utf8');
  }

  /** The last line that says anything; empty when there is none. */
  lastLine(): string {
    return (
      this.text()
        .split(/[\r\n]+/)
        .findLast((line) => line.trim() !== '')
        ?.trim() ?? ''
    );
  }
}
