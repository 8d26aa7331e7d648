import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';

/** Headers of one connection, not of the message. Node sets its own on each side. */
const OF_THE_CONNECTION = new Set(['connection', 'keep-alive', 'expect']);

/** Sends a request on to the server behind, byte for byte, and its response back. */
export function passThrough(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  port: number,
): void {
  const upstream = request({
    host: '127.0.0.1',
    port,
    method: incoming.method,
    path: incoming.url,
    headers: ofTheMessage(incoming.rawHeaders),
    agent: false,
    // Headers with bytes beyond ASCII, such as an object's metadata.
    insecureHTTPParser: true,
    setHost: false,
  });
  upstream.once('response', (response) => {
    outgoing.writeHead(
      response.statusCode ?? 502,
      response.statusMessage,
      ofTheMessage(response.rawHeaders),
    );
    pipeline(response, outgoing, () => upstream.destroy());
  });
  upstream.on('error', (error) => {
    if (outgoing.headersSent) outgoing.destroy();
    else outgoing.writeHead(502).end(`The server behind does not respond: ${error.message}\n`);
  });
  outgoing.once('close', () => upstream.destroy());
  // An error here ends in one of the handlers above. The server behind may respond early and close.
  incoming.pipe(upstream);
}

/** Names and values in turn, as `rawHeaders` has them. */
function ofTheMessage(rawHeaders: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    if (!OF_THE_CONNECTION.has(name.toLowerCase())) kept.push(name, value);
  }
  return kept;
}
