import type { ServerResponse } from 'node:http';

const CHUNK = Buffer.alloc(64 * 1024, ' ');

/** Sends bytes as long as the client reads them. */
export function endless(response: ServerResponse, headers: Record<string, string> = {}): void {
  response.writeHead(200, headers);
  const more = () => {
    while (response.write(CHUNK));
    response.once('drain', more);
  };
  response.once('error', () => undefined);
  response.once('close', () => response.removeAllListeners('drain'));
  more();
}
