import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export type Reply = (message: IncomingMessage, response: ServerResponse) => void;

/** A web server on loopback with TLS. It has a new, self-signed certificate. */
export class TlsServer {
  readonly url: string;
  /** In PEM, for the client to trust. */
  readonly certificate: string;
  reply: Reply = (_, response) => response.end();
  readonly #server: Server;

  private constructor(server: Server, certificate: string) {
    this.#server = server;
    this.certificate = certificate;
    this.url = `https://localhost:${(server.address() as AddressInfo).port}`;
    server.on('request', (message, response) => this.reply(message, response));
  }

  static async start(): Promise<TlsServer> {
    const directory = await mkdtemp(join(tmpdir(), 'tls-'));
    const [key, cert] = [join(directory, 'key.pem'), join(directory, 'cert.pem')];
    await promisify(execFile)('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...['-days', '1', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
      ...['-keyout', key, '-out', cert],
    ]);
    const certificate = await readFile(cert, 'utf8');
    const server = createServer({ key: await readFile(key), cert: certificate });
    await rm(directory, { recursive: true });
    server.listen(0, 'localhost');
    await once(server, 'listening');
    return new TlsServer(server, certificate);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
