import type {
  ConnectionPool as Own,
  ConnectionTimeouts,
  Origin,
  Respond,
  ResponseHead,
  HttpRequest,
} from '@joblayer/object-store/transfer-parts';
import type { Dispatcher } from 'undici';
// The whole of undici, with fetch and WebSocket, takes 35 ms longer to load.
import Pool from 'undici/lib/dispatcher/pool.js';
import { incompleteBody, timeoutError } from './problem.ts';
import { requestOf } from './request-of.ts';
import { Response } from './response.ts';

/** The pool of connections on undici's dispatcher: with callbacks for the bytes, without streams or fetch. */
export class ConnectionPool implements Pick<Own, 'exchange' | 'destroy'> {
  readonly #pool: Pool;

  constructor({ protocol, hostname, port, ca }: Origin, timeouts: ConnectionTimeouts) {
    const host = hostname.includes(':') ? `[${hostname}]` : hostname;
    this.#pool = new Pool(`${protocol}//${host}:${port}`, {
      headersTimeout: timeouts.headMs,
      bodyTimeout: timeouts.bodyIdleMs,
      // Over TLS undici would first wait on one connection to see whether the server has HTTP/2. S3 has not.
      allowH2: false,
      connect: { timeout: timeouts.connectMs, ...(ca && { ca: [...ca] }) },
    });
  }

  exchange(
    { head, body, beforeSend }: HttpRequest,
    signal: AbortSignal,
    respond: Respond,
  ): Promise<ResponseHead> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      beforeSend?.();
      const content = body === undefined || Buffer.isBuffer(body) ? body : body.pieces();
      const request = { ...requestOf(head), body: content ?? null };
      const handler = new Handler(signal, respond, resolve, reject);
      this.#pool.dispatch(request as Dispatcher.DispatchOptions, handler);
    });
  }

  destroy(): void {
    void this.#pool.destroy();
  }
}

class Handler implements Dispatcher.DispatchHandler {
  readonly #signal: AbortSignal;
  readonly #respond: Respond;
  readonly #resolve: (head: ResponseHead) => void;
  readonly #reject: (error: unknown) => void;
  #response: Response | undefined;
  #abort: () => void = () => undefined;

  constructor(
    signal: AbortSignal,
    respond: Respond,
    resolve: (head: ResponseHead) => void,
    reject: (error: unknown) => void,
  ) {
    this.#signal = signal;
    this.#respond = respond;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#abort = () => controller.abort(this.#signal.reason as Error);
    if (this.#signal.aborted) return this.#abort();
    this.#signal.addEventListener('abort', this.#abort, { once: true });
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[]>,
  ): void {
    // An interim response, such as 100 Continue: the final one follows.
    if (status >= 200) this.#response = new Response(status, headers, this.#respond);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#response?.add(chunk);
  }

  onResponseEnd(): void {
    this.#signal.removeEventListener('abort', this.#abort);
    const head = this.#response?.end();
    // Later: undici frees the connection in the next turn of the event loop. Until then it would open another one.
    if (head) setImmediate(() => setImmediate(this.#resolve, head));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#signal.removeEventListener('abort', this.#abort);
    this.#response?.breakOff();
    this.#reject(this.#signal.aborted ? this.#signal.reason : this.#named(error));
  }

  #named(error: Error & { readonly code?: string }): Error {
    if (/TIMEOUT/.test(error.code ?? '')) return timeoutError(error.message);
    return error.code?.startsWith('UND_ERR_') && this.#response ? incompleteBody(error) : error;
  }
}
