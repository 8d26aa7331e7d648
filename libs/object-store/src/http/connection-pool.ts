import {
  Connection,
  type ConnectionTimeouts,
  type Origin,
  type Respond,
  type HttpRequest,
} from './connection.ts';
import type { ResponseHead } from './response-head.ts';

/** Connections to one server that are kept for the next request. */
export class ConnectionPool {
  readonly #origin: Origin;
  readonly #timeouts: ConnectionTimeouts;
  #free: Connection[] = [];

  constructor(origin: Origin, timeouts: ConnectionTimeouts) {
    this.#origin = origin;
    this.#timeouts = timeouts;
  }

  /**
   * Like `Connection.exchange`, on a free connection or on a new one. A server may close a connection just when it is
   * used again. Then the request is sent on another connection, and `onRepeat` is called: the server may have carried
   * out the first request.
   */
  async exchange(
    request: HttpRequest,
    signal: AbortSignal,
    respond: Respond,
    onRepeat: () => void = () => undefined,
  ): Promise<ResponseHead> {
    // The server is least likely to have closed the connection that was used last.
    for (let kept = this.#free.pop(); kept; kept = this.#free.pop()) {
      if (!kept.isFree) continue;
      try {
        return await this.#exchangeOn(kept, request, signal, respond);
      } catch (error) {
        signal.throwIfAborted();
        if (kept.hasResponse || (error as Error).name === 'TimeoutError') throw error;
        onRepeat();
      }
    }
    const fresh = await Connection.open(this.#origin, this.#timeouts, signal);
    return this.#exchangeOn(fresh, request, signal, respond);
  }

  /** Closes the connections that are free. */
  destroy(): void {
    this.#free.forEach((connection) => connection.destroy(new Error('it is not needed any more')));
    this.#free = [];
  }

  async #exchangeOn(
    connection: Connection,
    request: HttpRequest,
    signal: AbortSignal,
    respond: Respond,
  ): Promise<ResponseHead> {
    const head = await connection.exchange(request, signal, respond);
    if (connection.isFree) this.#free.push(connection);
    else connection.destroy(new Error('the server does not keep it'));
    return head;
  }
}
