import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The fate of a request: it is passed on; the connection breaks after a part of its body; or the
 * proxy itself responds.
 */
export type Fate =
  'pass' | 'cut' | { readonly status: number; readonly type: string; readonly body: string };

export interface FaultProxy {
  /** host:port */
  readonly host: string;
  /** The number of requests that did not pass. */
  readonly struck: () => number;
  close(): Promise<void>;
}

/**
 * An HTTP proxy on loopback in front of a real server. Requests through it fail as networks and
 * servers fail.
 */
export async function faultProxy(
  target: string,
  judge: (message: IncomingMessage) => Fate,
): Promise<FaultProxy> {
  const { hostname, port } = new URL(target);
  let struck = 0;
  const server = createServer((message, response) => {
    const fate = judge(message);
    if (fate !== 'pass') struck += 1;
    if (fate === 'pass') return forward(message, response, { hostname, port });
    if (fate === 'cut') return void message.once('data', () => message.socket.resetAndDestroy());
    message.resume();
    response.writeHead(fate.status, { 'content-type': fate.type }).end(fate.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    struck: () => struck,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** With the Host header of the proxy, so that the server's own addresses lead back through it. */
function forward(
  message: IncomingMessage,
  response: ServerResponse,
  { hostname, port }: { readonly hostname: string; readonly port: string },
): void {
  const { method, url, headers } = message;
  const onward = request({ hostname, port, method, path: url, headers }, (upstream) => {
    response.writeHead(upstream.statusCode ?? 502, upstream.headers);
    upstream.pipe(response);
  });
  onward.on('error', () => response.destroy());
  message.pipe(onward);
}

/** An error of ECR's API, which names it in a header and in the body. */
export function ecrError(name: string, text: string): Fate {
  const status = name === 'ThrottlingException' ? 429 : 400;
  return {
    status,
    type: 'application/x-amz-json-1.1',
    body: JSON.stringify({ __type: name, message: text }),
  };
}

/** An error of a registry's API. */
export const registryError = (status: number, code: string): Fate => ({
  status,
  type: 'application/json',
  body: JSON.stringify({ errors: [{ code, message: code.toLowerCase() }] }),
});

/** Applies `fate` to the first `times` requests that match. */
export function first(
  times: number,
  matches: (message: IncomingMessage) => boolean,
  fate: Fate,
): (message: IncomingMessage) => Fate {
  let left = times;
  return (message) => (matches(message) && left-- > 0 ? fate : 'pass');
}
