import { CONTROL_PATH, type Controls, type PlantedJob } from '../batch/controls.ts';

/** What the local cloud's Batch reports of itself. */
export interface BatchState {
  /** Plain jobs and arrays that it knows. */
  readonly jobs: number;
  /** Those that have not ended. */
  readonly open: number;
  readonly vcpus: number;
}

/**
 * Plants what does not happen on one machine: reasons why nothing starts, throttling, late lists,
 * forgotten jobs. AWS has nothing like it. Each call rejects with the server's message.
 */
export interface BatchControls {
  state(): Promise<BatchState>;
  set(controls: Controls): Promise<BatchState>;
  /** Gives a job that does not run a state, and holds it there. */
  plantJob(id: string, job: PlantedJob): Promise<BatchState>;
  /** Forgets these ended jobs, or all, as AWS does some days after their end. */
  forget(ids?: readonly string[]): Promise<BatchState>;
  /** Replaces fields of a compute environment, such as `status` and `statusReason`. */
  plantComputeEnvironment(name: string, fields: object): Promise<BatchState>;
  plantJobQueue(name: string, fields: object): Promise<BatchState>;
}

/** @param endpointUrl of the cloud, as processes on this host use it */
export function batchControls(endpointUrl: string): BatchControls {
  const call = async (path: string, body?: object): Promise<BatchState> => {
    const response = await fetch(`${endpointUrl}${CONTROL_PATH}${path}`, {
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
    const result = (await response.json()) as BatchState & { message?: string };
    if (!response.ok) throw new Error(result.message);
    return result;
  };
  const at = (kind: string, name: string) => `${kind}/${encodeURIComponent(name)}`;
  return {
    state: () => call('state'),
    set: (controls) => call('settings', controls),
    plantJob: (id, job) => call(at('jobs', id), job),
    forget: (jobs) => call('forget', { jobs }),
    plantComputeEnvironment: (name, fields) => call(at('compute-environments', name), fields),
    plantJobQueue: (name, fields) => call(at('job-queues', name), fields),
  };
}
