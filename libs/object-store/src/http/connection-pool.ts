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
   * Sends a request on a connection that is free, or on a new one; as `Connection.exchange`. Where a server closes
   * a connection in the moment that it is used again, the request goes out on another. Whether the server has carried
   * it out anyway, nobody knows: `onRepeat` is called then.
   */
  async exchange(
    request: HttpRequest,
    signal: AbortSignal,
    respond: Respond,
    onRepeat: () => void = () => undefined,
  ): Promise<ResponseHead> {
    // The one that was used last is the least likely to have been closed.
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
