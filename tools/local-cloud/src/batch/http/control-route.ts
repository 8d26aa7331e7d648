import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Batch } from '../model/batch.ts';
import { clientError } from '../model/errors.ts';
import { hasEnded } from '../model/job.ts';
import type { Scheduler } from '../scheduling/scheduler.ts';
import { CONTROL_PATH, type Controls, type PlantedJob } from '../controls.ts';
import { plantJob } from './plant-job.ts';
import { readJson, respond } from './json.ts';

/** Responds to a request below CONTROL_PATH. */
export function serveControls(
  request: IncomingMessage,
  response: ServerResponse,
  batch: Batch,
  scheduler: Scheduler,
): void {
  const [kind = '', name = ''] = (request.url ?? '')
    .slice(CONTROL_PATH.length)
    .split('/')
    .map(decodeURIComponent);
  void respond(response, async () => {
    const body = await readJson(request);
    if (request.method === 'POST') change(batch, kind, name, body);
    scheduler.wake();
    return stateOf(batch);
  });
}

function change(batch: Batch, kind: string, name: string, body: Record<string, unknown>): void {
  const { resources, jobs, settings } = batch;
  switch (kind) {
    case 'settings':
      return set(settings, body);
    case 'jobs':
      return plantJob(batch, name, body as PlantedJob);
    case 'forget':
      jobs.forget(body['jobs'] as string[] | undefined);
      return;
    case 'compute-environments':
      return merge(resources.environment(name), body, name);
    case 'job-queues':
      return merge(resources.queue(name), body, name);
    default:
      throw clientError(`${CONTROL_PATH}${kind} is not a control of the local cloud`);
  }
}

function set(settings: Batch['settings'], { vcpus, visibilityDelayMs, throttle }: Controls): void {
  if (vcpus !== undefined) settings.vcpus = vcpus;
  if (visibilityDelayMs !== undefined) settings.visibilityDelayMs = visibilityDelayMs;
  for (const [operation, calls] of Object.entries(throttle ?? {}))
    settings.throttle.set(operation, calls);
}

function merge(planted: object | undefined, facts: object, name: string): void {
  if (!planted) throw clientError(`${name} does not exist`);
  Object.assign(planted, facts);
}

function stateOf({ jobs, settings }: Batch) {
  const all = jobs.all;
  return {
    jobs: all.length,
    open: all.filter((job) => !hasEnded(job)).length,
    vcpus: settings.vcpus,
    visibilityDelayMs: settings.visibilityDelayMs,
    throttle: Object.fromEntries(settings.throttle),
  };
}
