import type { IncomingMessage, ServerResponse } from 'node:http';
import { OPERATIONS } from '../api/operations.ts';
import * as tags from '../api/tags.ts';
import type { Batch } from '../model/batch.ts';
import { throttled } from '../model/errors.ts';
import type { Scheduler } from '../scheduling/scheduler.ts';
import { readJson, respond } from './json.ts';

const OPERATION_PATH = /^\/v1\/(?<operation>[a-z]+)$/;
const TAGS_PATH = /^\/v1\/tags\/(?<arn>[^?]+)/;

/**
 * Whether a request is for Batch, by the service in its signature. Paths are not enough: a bucket
 * may be called `v1`.
 */
export const isForBatch = ({ headers }: IncomingMessage): boolean =>
  /\/batch\/aws4_request/.test(headers.authorization ?? '');

/** Responds to a request for Batch. Returns false for an operation that is not served here. */
export function serveBatch(
  request: IncomingMessage,
  response: ServerResponse,
  batch: Batch,
  scheduler: Scheduler,
): boolean {
  const path = request.url ?? '';
  const name = OPERATION_PATH.exec(path)?.groups?.['operation'] ?? '';
  const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  const arn = TAGS_PATH.exec(path)?.groups?.['arn'];
  if (!operation && arn === undefined) return false;
  void respond(response, async () => {
    const body = await readJson(request);
    throttle(batch, operation ? name : 'tags');
    const result = operation
      ? operation(batch, body as never, scheduler)
      : serveTags(request, decodeURIComponent(arn ?? ''), batch, body);
    scheduler.wake();
    return result;
  });
  return true;
}

function serveTags(
  { method, url = '' }: IncomingMessage,
  arn: string,
  batch: Batch,
  body: Record<string, unknown>,
) {
  if (method === 'POST')
    return tags.tagResource(batch, arn, body['tags'] as Record<string, string>);
  if (method !== 'DELETE') return tags.listTagsForResource(batch, arn);
  const keys = new URL(url, 'http://batch').searchParams.getAll('tagKeys');
  return tags.untagResource(batch, arn, keys);
}

/** Refuses a call that a test planted throttling for. */
function throttle({ settings: { throttle: planted } }: Batch, operation: string): void {
  for (const name of [operation, '*']) {
    const left = planted.get(name) ?? 0;
    if (left === 0) continue;
    planted.set(name, left - 1);
    throw throttled();
  }
}
