import type { Respond, ResponseHead } from '@joblayer/object-store/transfer-parts';

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Large pieces are cheaper to write to a file. The runtime's own client passes on pieces of this size, too. */
const GATHERED_BYTES = 1024 * 1024;
/** Buffers for later responses: a new one for each response would cost more than it saves. */
const free: Buffer[] = [];

/** A response of another HTTP client. It passes its bytes on to the runtime in large pieces. */
export class Response {
  readonly head: ResponseHead;
  readonly #take: (piece: Buffer) => void;
  readonly #memory = free.pop() ?? Buffer.allocUnsafeSlow(GATHERED_BYTES);
  #filledBytes = 0;

  /** @throws errors of `respond` */
  constructor(status: number, headers: Headers, respond: Respond) {
    this.head = { status, headers: joined(headers), keepsAlive: true };
    this.#take = respond(this.head);
  }

  /** @throws errors of the function that `respond` returned */
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

  /** Called instead of `end` for a broken body. It passes on what has arrived, so that it is not fetched again. */
  breakOff(): void {
    try {
      this.end();
    } catch {
      // The caller reports the first failure, that of the body.
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
