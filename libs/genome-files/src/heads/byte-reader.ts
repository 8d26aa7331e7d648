/** Reads a stream of bytes from its start, piece by piece. Holds only the requested bytes. */
export class ByteReader {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);

  /** @param pieces each may be overwritten by the next, so they are copied */
  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  /** The next bytes, without consuming them. Fewer at the end. */
  async peek(bytes: number): Promise<Buffer> {
    if (this.#held.length < bytes) {
      const pieces = [this.#held];
      let length = this.#held.length;
      while (length < bytes) {
        const { done, value } = await this.#pieces.next();
        if (done) break;
        pieces.push(Buffer.from(value));
        length += value.length;
      }
      this.#held = Buffer.concat(pieces);
    }
    return this.#held.subarray(0, bytes);
  }

  /** The next bytes; undefined if there are fewer. */
  async take(bytes: number): Promise<Buffer | undefined> {
    const taken = await this.peek(bytes);
    if (taken.length < bytes) return undefined;
    this.#held = this.#held.subarray(bytes);
    return taken;
  }

  /** Little-endian, 4 bytes. */
  async int32(): Promise<number | undefined> {
    return (await this.take(4))?.readInt32LE();
  }

  /** The next line without its end; undefined at the end of the stream. */
  async line(): Promise<string | undefined> {
    for (let wanted = 4096; ; wanted *= 2) {
      const seen = await this.peek(wanted);
      const end = seen.indexOf(0x0a);
      if (end === -1 && seen.length === wanted) continue;
      if (seen.length === 0) return undefined;
      this.#held = this.#held.subarray(end === -1 ? seen.length : end + 1);
      return seen.toString('latin1', 0, end === -1 ? seen.length : end);
    }
  }

  /** All remaining bytes. */
  async *rest(): AsyncGenerator<Uint8Array> {
    try {
      if (this.#held.length > 0) yield this.#held;
      this.#held = Buffer.alloc(0);
      for (;;) {
        const { done, value } = await this.#pieces.next();
        if (done) return;
        yield value;
      }
    } finally {
      await this.close();
    }
  }

  /** Ends the stream. */
  async close(): Promise<void> {
    await this.#pieces.return?.();
  }
}
