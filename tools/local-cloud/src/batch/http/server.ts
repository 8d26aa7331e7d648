import { createServer, type Server } from 'node:http';
import type { Batch } from '../model/batch.ts';
import type { Scheduler } from '../scheduling/scheduler.ts';
import { isForBatch, serveBatch } from './batch-route.ts';
import { CONTROL_PATH } from '../controls.ts';
import { serveControls } from './control-route.ts';
import { passThrough } from './pass-through.ts';

/**
 * The cloud's endpoint: Batch is served here, everything else by the server behind.
 *
 * @param port the server behind, on 127.0.0.1
 */
export function endpointServer(batch: Batch, scheduler: Scheduler, port: number): Server {
  const server = createServer(
    // As much as the server behind takes: an object's metadata are headers.
    { maxHeaderSize: 64 * 1024, insecureHTTPParser: true, keepAliveTimeout: 0, requestTimeout: 0 },
    (request, response) => {
      if (request.url?.startsWith(CONTROL_PATH)) serveControls(request, response, batch, scheduler);
      else if (isForBatch(request) && serveBatch(request, response, batch, scheduler)) return;
      else passThrough(request, response, port);
    },
  );
  return server;
}
