const KEPT_BYTES = 64 * 1024;
/** A stack frame of a Java program. Stack frames follow the line that says what went wrong. */
const STACK_FRAME = /^\s*(at [\w.$<>/]+\(.*\)|\.\.\. \d+ more)\s*$/;

/** Keeps the end of a tool's stderr. Its memory and time stay small for much text and for tiny chunks. */
export class StderrTail {
  #chunks: Buffer[] = [];
  #sizeBytes = 0;

  add(chunk: Buffer): void {
    // Copied, because a chunk may be a small piece of a large buffer, which would stay in memory.
    this.#chunks.push(Buffer.from(chunk.subarray(-KEPT_BYTES)));
    this.#sizeBytes += Math.min(chunk.length, KEPT_BYTES);
    // Joined only at twice the kept size, so that each byte is copied a fixed number of times.
    if (this.#sizeBytes > 2 * KEPT_BYTES || this.#chunks.length > KEPT_BYTES) this.#trim();
  }

  text(): string {
    return this.#trim().toString('utf8');
  }

  /** The last line that is neither blank nor a stack frame; empty if there is none. */
  lastLine(): string {
    return (
      this.text()
        .split(/[\r\n]+/)
        .findLast((line) => line.trim() !== '' && !STACK_FRAME.test(line))
        ?.trim() ?? ''
    );
  }

  #trim(): Buffer {
    const kept = Buffer.concat(this.#chunks).subarray(-KEPT_BYTES);
    this.#chunks = [kept];
    this.#sizeBytes = kept.length;
    return kept;
  }
}
