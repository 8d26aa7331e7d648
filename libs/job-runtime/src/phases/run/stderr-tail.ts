const KEPT_BYTES = 64 * 1024;
/** Where in its code a Java program was, which it prints after what went wrong. */
const STACK_FRAME = /^\s*(at [\w.$<>/]+\(.*\)|\.\.\. \d+ more)\s*$/;

/** Keeps the end of what a tool wrote to stderr, however much that is, and in however small pieces. */
export class StderrTail {
  #chunks: Buffer[] = [];
  #sizeBytes = 0;

  add(chunk: Buffer): void {
    // A copy: what the stream hands out may be a small piece of a large buffer.
    this.#chunks.push(Buffer.from(chunk.subarray(-KEPT_BYTES)));
    this.#sizeBytes += Math.min(chunk.length, KEPT_BYTES);
    // Joined once it is twice as much as is kept, so that each byte is copied a fixed number of times.
    if (this.#sizeBytes > 2 * KEPT_BYTES || this.#chunks.length > KEPT_BYTES) this.#trim();
  }

  text(): string {
    return this.#trim().toString('utf8');
  }

  /** The last line that says anything, stack frames aside; empty when there is none. */
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
