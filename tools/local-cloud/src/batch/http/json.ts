import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError, clientError } from '../model/errors.ts';

export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  try {
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  } catch {
    throw clientError('The request is no JSON');
  }
}

/**
 * Responds with what `work` returns, or with its error in AWS's form. An error of another class is
 * a fault of this server.
 */
export async function respond(response: ServerResponse, work: () => Promise<unknown>) {
  try {
    send(response, 200, await work());
  } catch (error) {
    const known = error instanceof ApiError ? error : undefined;
    if (!known) process.stderr.write(`${(error as Error).stack}\n`);
    response.setHeader('x-amzn-errortype', known?.name ?? 'ServerException');
    send(response, known?.httpStatus ?? 500, { message: (error as Error).message });
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
