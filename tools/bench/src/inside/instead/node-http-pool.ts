import type {
  ConnectionPool as Own,
  ConnectionTimeouts,
  Origin,
  Respond,
  ResponseHead,
  HttpRequest,
} from '@joblayer/object-store/transfer-parts';
import { once } from 'node:events';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { incompleteBody, timeoutError } from './problem.ts';
import { requestOf } from './request-of.ts';
import { Response } from './response.ts';

/** The pool of connections on Node's own HTTP client, with an agent that keeps connections. */
export class ConnectionPool implements Pick<Own, 'exchange' | 'destroy'> {
  readonly #origin: Origin;
  readonly #timeouts: ConnectionTimeouts;
  readonly #agent: http.Agent;

  constructor(origin: Origin, timeouts: ConnectionTimeouts) {
    this.#origin = origin;
    this.#timeouts = timeouts;
    const { protocol, ca } = origin;
    this.#agent =
      protocol === 'https:'
        ? new https.Agent({ keepAlive: true, ...(ca && { ca: [...ca] }) })
        : new http.Agent({ keepAlive: true });
  }

  async exchange(
    { head, body, beforeSend }: HttpRequest,
    signal: AbortSignal,
    respond: Respond,
  ): Promise<ResponseHead> {
    signal.throwIfAborted();
    beforeSend?.();
    const request = this.#open(head);
    const abort = () => request.destroy(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    try {
      const responded = once(request, 'response') as Promise<[IncomingMessage]>;
      const sent = send(request, body);
      // It fails together with the request, whose error is reported below.
      sent.catch(() => undefined);
      const [message] = await responded;
      return await this.#receive(message, respond);
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  destroy(): void {
    this.#agent.destroy();
  }

  #open(head: string): ClientRequest {
    const { protocol, hostname, port } = this.#origin;
    const { headMs } = this.#timeouts;
    const { request: open } = protocol === 'https:' ? https : http;
    const target = { protocol, hostname, port, agent: this.#agent, timeout: headMs };
    const request = open({ ...target, ...requestOf(head), setDefaultHeaders: false });
    // After the head of the response, the response itself reports errors.
    request.on('error', () => undefined);
    return request.on('timeout', () => request.destroy(timeoutError('nothing moved for too long')));
  }

  #receive(message: IncomingMessage, respond: Respond): Promise<ResponseHead> {
    message.setTimeout(this.#timeouts.bodyIdleMs);
    return new Promise((resolve, reject) => {
      const response = new Response(message.statusCode ?? 0, message.headers, respond);
      const guarded = (action: () => void) => {
        try {
          action();
        } catch (error) {
          message.destroy();
          reject(error as Error);
        }
      };
      message.on('data', (chunk: Buffer) => guarded(() => response.add(chunk)));
      message.once('end', () => guarded(() => resolve(response.end())));
      message.once('error', (error: NodeJS.ErrnoException) => {
        response.breakOff();
        reject(error.code === 'ECONNRESET' ? incompleteBody(error) : error);
      });
    });
  }
}

async function send(request: ClientRequest, body: HttpRequest['body']): Promise<void> {
  if (body === undefined || Buffer.isBuffer(body)) return void request.end(body);
  for await (const piece of body.pieces()) {
    await new Promise<void>((resolve, reject) =>
      request.write(piece, (error) => (error ? reject(error) : resolve())),
    );
  }
  request.end();
}
