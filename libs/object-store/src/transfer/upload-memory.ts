const MIB = 1024 * 1024;
/** The most memory for one request. */
export const MAX_HELD_BYTES = 8 * MIB;

/** The memory of a job's uploads. Requests for memory wait until there is enough, in order. */
export class UploadMemory {
  /** The most memory for all content that is being sent. */
  readonly totalBytes: number;
  readonly #waiting: { readonly sizeBytes: number; readonly start: () => void }[] = [];
  /** Buffers of MAX_HELD_BYTES for later use: freed memory of that size goes back to the system late. */
  readonly #kept: Buffer[] = [];
  #freeBytes: number;

  constructor(totalBytes: number) {
    this.totalBytes = totalBytes;
    this.#freeBytes = totalBytes;
  }

  /** Lends memory of at most MAX_HELD_BYTES while `use` runs. */
  async lend<T>(sizeBytes: number, use: (memory: Buffer) => Promise<T>): Promise<T> {
    await this.#reserve(sizeBytes);
    const isLarge = sizeBytes > MAX_HELD_BYTES / 2;
    const memory = isLarge
      ? (this.#kept.pop() ?? Buffer.allocUnsafeSlow(MAX_HELD_BYTES))
      : Buffer.allocUnsafe(sizeBytes);
    try {
      return await use(memory.subarray(0, sizeBytes));
    } finally {
      if (isLarge) this.#kept.push(memory);
      this.#freeBytes += sizeBytes;
      this.#startWaiting();
    }
  }

  async #reserve(sizeBytes: number): Promise<void> {
    if (sizeBytes > MAX_HELD_BYTES) throw new Error(`${sizeBytes} bytes cannot be lent`);
    await new Promise<void>((start) => {
      this.#waiting.push({ sizeBytes, start });
      this.#startWaiting();
    });
  }

  #startWaiting(): void {
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      if (next.sizeBytes > this.#freeBytes) return;
      this.#waiting.shift();
      this.#freeBytes -= next.sizeBytes;
      next.start();
    }
  }
}
