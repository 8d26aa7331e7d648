import type { Respond, ResponseHead } from '@joblayer/object-store/transfer-parts';

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A larger piece is written to the file at a better price; the runtime's own client hands on as much. */
const GATHERED_BYTES = 1024 * 1024;
/** Used again: a new one for each response would cost more than what it saves. */
const free: Buffer[] = [];

/** A response that comes from another client. Hands its bytes on to the runtime in large pieces. */
export class Response {
  readonly head: ResponseHead;
  readonly #take: (piece: Buffer) => void;
  readonly #memory = free.pop() ?? Buffer.allocUnsafeSlow(GATHERED_BYTES);
  #filledBytes = 0;

  /** @throws what `respond` throws */
  constructor(status: number, headers: Headers, respond: Respond) {
    this.head = { status, headers: joined(headers), keepsAlive: true };
    this.#take = respond(this.head);
  }

  /** @throws what the runtime throws of the bytes */
  add(chunk: Buffer): void {
    if (this.#filledBytes + chunk.length > GATHERED_BYTES) this.#handOn();
    if (chunk.length > GATHERED_BYTES) this.#take(chunk);
    else this.#filledBytes += chunk.copy(this.#memory, this.#filledBytes);
  }

  end(): ResponseHead {
    this.#handOn();
    free.push(this.#memory);
    return this.head;
  }

  /** Instead of `end` where the body breaks off: what has arrived need not be fetched again. */
  breakOff(): void {
    try {
      this.end();
    } catch {
      // The first failure is reported.
    }
  }

  #handOn(): void {
    const filled = this.#memory.subarray(0, this.#filledBytes);
    this.#filledBytes = 0;
    if (filled.length > 0) this.#take(filled);
  }
}

const joined = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'string' ? value : value.join(', ')]],
    ),
  );
