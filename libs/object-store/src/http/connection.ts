import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { framingOf, type BodyFraming } from './body-framing.ts';
import { parseHead, type ResponseHead } from './response-head.ts';
import { httpError } from './http-error.ts';

/** A server's address, and the certificates by which to trust it. */
export interface Origin {
  readonly protocol: 'http:' | 'https:';
  readonly hostname: string;
  readonly port: number;
  /** Certificates to trust, in PEM. Default: Node's own. */
  readonly ca?: readonly string[];
}

/** One request. Its head is text that is ready to be sent; its body follows unchanged. */
export interface HttpRequest {
  readonly head: string;
  readonly body?: Buffer | Pieces;
  /** Called just before the first byte is sent. What it throws ends the exchange. */
  readonly beforeSend?: () => void;
}

/** A body that is too large for one piece of memory. */
export interface Pieces {
  readonly sizeBytes: number;
  /** In order. A piece is sent before the next one is asked for, so all pieces can share their memory. */
  pieces(): AsyncIterable<Buffer>;
}

/**
 * Called with the head of the response, before its body. The function that it returns gets the body, piece by piece, in
 * order. A piece is valid only during the call. An error of either function ends the exchange and the connection.
 */
export type Respond = (head: ResponseHead) => (piece: Buffer) => void;

export interface ConnectionTimeouts {
  readonly connectMs: number;
  /** From the request's last byte to the response's head. Also the longest pause while the request is sent. */
  readonly headMs: number;
  /** Between two pieces of a body. */
  readonly bodyIdleMs: number;
}

/**
 * Bytes are collected before they are passed on: large pieces make the work on each byte cheap. This matters most with
 * TLS, whose records have 16 KiB. Without TLS, a quarter of this size costs the kernel 1.4 times as much.
 * Only the used part of the buffer takes memory.
 */
const BUFFER_BYTES = 1024 * 1024;
/** With less free space than this, the next read would be small: the buffer is passed on first. */
const LEAST_FREE_BYTES = 128 * 1024;
/** The bytes of a slow body are passed on after this time. Otherwise the check of its rate would not see them. */
const MOST_GATHERING_MS = 1_000;

/**
 * Bytes of one write with TLS, which encrypts all of them into memory of its own before it sends a byte. Without TLS
 * the kernel reads from the given memory, as much as fits.
 */
const TLS_WRITE_BYTES = 1024 * 1024;

/** A request that was sent, and its response so far. */
interface Exchange {
  readonly respond: Respond;
  readonly end: (head: ResponseHead) => void;
  response?: {
    readonly head: ResponseHead;
    readonly framing: BodyFraming;
    readonly take: (piece: Buffer) => void;
  };
}

/**
 * An HTTP/1.1 connection for one request at a time. The socket reads into a buffer of the connection (`onread`),
 * without a stream: several times cheaper than Node's HTTP client.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #timeouts: ConnectionTimeouts;
  readonly #writeBytes: number;
  readonly #buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  #filledBytes = 0;
  #exchange: Exchange | undefined;
  #reject: (error: Error) => void = () => undefined;
  #keepsAlive = true;
  #failure: Error | undefined;
  #hasResponse = false;
  #handedOnAtMs = 0;

  private constructor(origin: Origin, timeouts: ConnectionTimeouts) {
    this.#timeouts = timeouts;
    const { protocol, hostname: host, port, ca } = origin;
    this.#writeBytes = protocol === 'https:' ? TLS_WRITE_BYTES : Infinity;
    const onread = {
      buffer: () => this.#buffer.subarray(this.#filledBytes),
      callback: (count: number) => this.#arrived(count),
    };
    const options = { host, port, noDelay: true, onread };
    this.#socket =
      protocol === 'https:'
        ? connectTls({
            ...options,
            ...(ca && { ca: [...ca] }),
            // RFC 6066, section 3: an IP address must not be sent as a server name.
            ...(isIP(host) === 0 && { servername: host }),
          })
        : connectPlain(options);
    this.#socket.on('timeout', () =>
      this.destroy(httpError('TimeoutError', `nothing moved for ${this.#socket.timeout ?? 0} ms`)),
    );
    this.#socket.on('error', (error) => this.destroy(error));
    this.#socket.on('end', () => this.#ended());
    this.#socket.on('close', () => this.#ended());
  }

  /** @throws the network's error, `TimeoutError`, or the signal's reason */
  static async open(
    origin: Origin,
    timeouts: ConnectionTimeouts,
    signal: AbortSignal,
  ): Promise<Connection> {
    signal.throwIfAborted();
    const connection = new Connection(origin, timeouts);
    await connection.#until<undefined>(signal, timeouts.connectMs, (resolve) => {
      const event = origin.protocol === 'https:' ? 'secureConnect' : 'connect';
      connection.#socket.once(event, () => resolve(undefined));
    });
    return connection;
  }

  /** Whether the connection can take another request. */
  get isFree(): boolean {
    return !this.#exchange && this.#keepsAlive && !this.#failure;
  }

  /** Whether at least one byte of the response to the last request has arrived. */
  get hasResponse(): boolean {
    return this.#hasResponse;
  }

  /**
   * Sends a request and receives the response. Resolves once the response is complete, by its own framing.
   *
   * @throws the network's error, `TimeoutError`, `IncompleteBody`, `InvalidResponse`, what `respond` throws, or the
   * signal's reason
   */
  async exchange(
    request: HttpRequest,
    signal: AbortSignal,
    respond: Respond,
  ): Promise<ResponseHead> {
    signal.throwIfAborted();
    if (this.#failure) throw this.#failure;
    this.#hasResponse = false;
    return this.#until<ResponseHead>(signal, this.#timeouts.headMs, (end) => {
      this.#exchange = { respond, end };
      this.#send(request).catch((error: unknown) => this.destroy(error as Error));
    });
  }

  /** Closes the connection. A pending operation fails with `reason`. */
  destroy(reason: Error): void {
    if (this.#failure) return;
    // Pass on what has arrived: otherwise those bytes would be requested again.
    if (this.#exchange?.response) this.#guarded(() => this.#handOn());
    this.#fail(reason);
  }

  /** Waits for an event of the socket. Fails if the connection fails or nothing moves for `idleMs`. */
  async #until<T>(
    signal: AbortSignal,
    idleMs: number,
    start: (resolve: (value: T) => void) => void,
  ): Promise<T> {
    const stop = () => this.destroy(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    try {
      // Only while it waits: an idle connection must not keep the process alive.
      this.#socket.ref();
      // The time-out also covers the sending.
      this.#socket.setTimeout(idleMs);
      return await new Promise<T>((resolve, reject) => {
        this.#reject = reject;
        start(resolve);
      });
    } finally {
      this.#reject = () => undefined;
      this.#socket.setTimeout(0);
      this.#socket.unref();
      signal.removeEventListener('abort', stop);
    }
  }

  async #send({ head, body, beforeSend }: HttpRequest): Promise<void> {
    beforeSend?.();
    if (!body || (Buffer.isBuffer(body) && body.length <= this.#writeBytes)) {
      this.#socket.cork();
      this.#socket.write(head, 'latin1');
      if (body) this.#socket.write(body);
      this.#socket.uncork();
      return;
    }
    this.#socket.write(head, 'latin1');
    const pieces = Buffer.isBuffer(body) ? this.#cut(body) : body.pieces();
    for await (const piece of pieces) {
      await new Promise<void>((resolve, reject) =>
        this.#socket.write(piece, (error) => (error ? reject(error) : resolve())),
      );
    }
  }

  *#cut(body: Buffer): Generator<Buffer> {
    for (let at = 0; at < body.length; at += this.#writeBytes) {
      yield body.subarray(at, at + this.#writeBytes);
    }
  }

  /** Counts new bytes in the buffer, and passes them on if there are enough. */
  #arrived(count: number): true {
    this.#filledBytes += count;
    this.#hasResponse = true;
    this.#guarded(() => {
      if (!this.#exchange) throw httpError('InvalidResponse', 'there are bytes without a request');
      if (!this.#exchange.response) this.#readHead(this.#exchange);
      else if (this.#isWorthHandingOn(this.#exchange.response.framing)) this.#handOn();
    });
    return true;
  }

  #isWorthHandingOn({ missingBytes }: BodyFraming): boolean {
    if (missingBytes === undefined || this.#filledBytes >= missingBytes) return true;
    // Not by a timer: between two reads the socket already holds the position of the next bytes.
    if (performance.now() - this.#handedOnAtMs > MOST_GATHERING_MS) return true;
    return this.#buffer.length - this.#filledBytes < LEAST_FREE_BYTES;
  }

  #readHead(exchange: Exchange): void {
    for (;;) {
      const parsed = parseHead(this.#buffer.subarray(0, this.#filledBytes));
      if (!parsed) return;
      const { head, headBytes } = parsed;
      this.#buffer.copyWithin(0, headBytes, this.#filledBytes);
      this.#filledBytes -= headBytes;
      // An interim response, such as 100 Continue: the final one follows.
      if (head.status < 200) continue;
      this.#keepsAlive = head.keepsAlive;
      this.#socket.setTimeout(this.#timeouts.bodyIdleMs);
      exchange.response = { head, framing: framingOf(head), take: exchange.respond(head) };
      this.#handOn();
      return;
    }
  }

  #handOn(): void {
    const { response, end } = this.#exchange ?? {};
    if (!response) return;
    this.#handedOnAtMs = performance.now();
    const filled = this.#buffer.subarray(0, this.#filledBytes);
    this.#filledBytes = 0;
    if (filled.length > 0) response.framing.feed(filled, response.take);
    if (!response.framing.isComplete) return;
    this.#exchange = undefined;
    end?.(response.head);
  }

  #ended(): void {
    const { response, end } = this.#exchange ?? {};
    if (response?.framing.endsWithConnection) {
      this.#guarded(() => this.#handOn());
      end?.(response.head);
    }
    this.destroy(httpError('IncompleteBody', 'the connection ended too early'));
  }

  #guarded(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#fail(error as Error);
    }
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#exchange = undefined;
    this.#socket.destroy();
    this.#reject(this.#failure);
  }
}
