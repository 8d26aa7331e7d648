import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** Whether a request is held. */
export type Held = (message: IncomingMessage) => boolean;

/**
 * An HTTP proxy on loopback in front of a real server. It passes every request on, but holds some
 * until it is opened. So a job stops at exactly the request that a test wants to disturb.
 */
export class Gate {
  readonly url: string;
  readonly #server: Server;
  readonly #reached: Promise<unknown>;
  /** Lets the held requests pass, and all later ones. */
  readonly open: (value?: unknown) => void;

  private constructor(
    server: Server,
    url: string,
    reached: Promise<unknown>,
    open: (value?: unknown) => void,
  ) {
    this.#server = server;
    this.url = url;
    this.#reached = reached;
    this.open = open;
  }

  static async before(target: string, holds: Held): Promise<Gate> {
    const reached = Promise.withResolvers<unknown>();
    const opened = Promise.withResolvers<unknown>();
    const { hostname, port } = new URL(target);
    const server = createServer((message, response) => {
      const pass = () => {
        const { method, url: path, headers } = message;
        const onward = request({ hostname, port, method, path, headers }, (upstream) => {
          response.writeHead(upstream.statusCode ?? 502, upstream.headers);
          upstream.pipe(response);
        });
        onward.on('error', () => response.destroy());
        response.on('close', () => onward.destroy());
        message.pipe(onward);
      };
      if (!holds(message)) return pass();
      reached.resolve(message.url);
      void opened.promise.then(() => !message.destroyed && pass());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port: own } = server.address() as AddressInfo;
    return new Gate(server, `http://127.0.0.1:${own}`, reached.promise, opened.resolve);
  }

  /** Resolves when the first request is held. */
  async reached(): Promise<void> {
    await this.#reached;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
