import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web server on a free port of loopback, in the place of S3. A test can replace its responses. */
export class HttpServer {
  readonly #server: Server;
  reply: RequestListener;

  private constructor(server: Server, reply: RequestListener) {
    this.#server = server;
    this.reply = reply;
    server.on('request', (message, response) => this.reply(message, response));
  }

  static async start(reply: RequestListener): Promise<HttpServer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new HttpServer(server, reply);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Points an AWS SDK at this server. */
  get env(): NodeJS.ProcessEnv {
    return {
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: this.url,
      AWS_ACCESS_KEY_ID: 'id',
      AWS_SECRET_ACCESS_KEY: 'secret',
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
