import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';

export interface Server {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves a directory to this machine alone.
 *
 * @param port 0: a free one
 */
export function serveSite(directory: string, port: number): Promise<Server> {
  const app = new Hono();
  app.use('*', serveStatic({ root: directory }));
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, (address) =>
      resolve({
        url: `http://127.0.0.1:${address.port}/`,
        close: () => new Promise((closed) => server.close(() => closed())),
      }),
    );
    server.once('error', reject);
  });
}
