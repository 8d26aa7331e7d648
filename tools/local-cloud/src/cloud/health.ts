import { ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect, logTail } from '../docker.ts';
import { LocalCloudError } from '../error.ts';
import { REGION, type CloudNames } from './plan.ts';

/** The limit of one try. Both servers respond within milliseconds once they are up. */
const TRY_TIMEOUT_MS = 5_000;
const RETRY_EVERY_MS = 200;

export interface Endpoints {
  readonly awsPort: number;
  readonly registryPort: number;
}

/**
 * Sends both servers the requests that a user will send. Resolves to the problem, or `undefined`
 * when both work.
 */
export async function findFault(
  endpoints: Endpoints,
): Promise<{ readonly part: 'aws' | 'registry'; readonly reason: string } | undefined> {
  let token: string;
  try {
    token = await authorizationToken(endpoints.awsPort);
  } catch (error) {
    return { part: 'aws', reason: `no authorization token from ECR: ${reasonOf(error)}` };
  }
  try {
    const url = `http://127.0.0.1:${endpoints.registryPort}/v2/`;
    const open = await statusOf(url, {});
    if (open !== 401) return { part: 'registry', reason: `HTTP ${open} without a password` };
    const status = await statusOf(url, { authorization: `Basic ${token}` });
    if (status !== 200) return { part: 'registry', reason: `HTTP ${status} to ECR's token` };
  } catch (error) {
    return { part: 'registry', reason: reasonOf(error) };
  }
  return undefined;
}

/**
 * Waits until both servers respond correctly.
 *
 * @throws LocalCloudError `unhealthy`
 */
export async function waitUntilHealthy(
  names: CloudNames,
  endpoints: Endpoints,
  options: { readonly timeoutMs: number; readonly signal?: AbortSignal | undefined },
): Promise<void> {
  const deadline = Date.now() + options.timeoutMs;
  for (;;) {
    options.signal?.throwIfAborted();
    const fault = await findFault(endpoints);
    if (!fault) return;
    if (Date.now() > deadline || !(await isRunning(names[fault.part]))) {
      const container = names[fault.part];
      const log = await logTail(container, 20);
      throw new LocalCloudError({
        code: 'unhealthy',
        container,
        reason: fault.reason,
        logTail: log,
      });
    }
    await sleep(RETRY_EVERY_MS, undefined, options.signal && { signal: options.signal });
  }
}

async function isRunning(container: string): Promise<boolean> {
  const found = await inspect<{ State: { Running: boolean } }>('container', container);
  return found?.State.Running ?? false;
}

async function authorizationToken(awsPort: number): Promise<string> {
  const ecr = new ECRClient({
    endpoint: `http://127.0.0.1:${awsPort}`,
    region: REGION,
    credentials: { accessKeyId: 'local-cloud', secretAccessKey: 'local-cloud' },
    maxAttempts: 1,
  });
  try {
    const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand({}), {
      abortSignal: AbortSignal.timeout(TRY_TIMEOUT_MS),
    });
    const token = authorizationData?.[0]?.authorizationToken;
    if (!token) throw new Error('the response holds none');
    return token;
  } finally {
    ecr.destroy();
  }
}

async function statusOf(url: string, headers: Record<string, string>): Promise<number> {
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(TRY_TIMEOUT_MS) });
  await response.arrayBuffer();
  return response.status;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
