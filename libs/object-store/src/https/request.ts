import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Agent, request as sendRequest } from 'node:https';
import { StoreError } from '../errors.ts';
import type { HttpsLocation } from '../location/location.ts';
import { httpsError, silentServer } from './error.ts';
import { statedSize } from './facts.ts';
import { needsProxy } from './proxy.ts';

/** From the first packet to the head of a response. Two such waits, with the pause between, fit into a minute. */
const RESPONSE_MS = 25_000;
const MAX_REDIRECTS = 5;

export interface HttpsRequestOptions {
  readonly signal: AbortSignal;
  /** The environment with HTTPS_PROXY and NO_PROXY. */
  readonly env: NodeJS.ProcessEnv;
  /** How long connecting and the head of the response may take, redirects included. */
  readonly responseMs?: number | undefined;
}

export interface HttpsResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  /** The URL after all redirects. It may contain secrets. */
  readonly url: string;
  /** The bytes as they were sent. A Content-Encoding is never decoded: the server keeps the file in that form. */
  readonly body: IncomingMessage;
}

/** Follows redirects, which archives often send. The certificates of their targets are checked, too. */
export async function request(
  location: HttpsLocation,
  headers: Readonly<Record<string, string>>,
  options: HttpsRequestOptions,
): Promise<HttpsResponse> {
  let { url } = location;
  const { responseMs = RESPONSE_MS } = options;
  const untilMs = performance.now() + responseMs;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    // One limit for all hops: otherwise a slow server at each hop would take a multiple of it.
    const leftMs = Math.max(1, untilMs - performance.now());
    const response = await send(url, headers, { ...options, responseMs, leftMs });
    const target = response.headers.get('location');
    const isRedirect = response.status >= 300 && response.status < 400 && target !== null;
    if (!isRedirect) return accepted(response, location);
    response.body.destroy();
    url = redirectTarget(target, url, location);
  }
  throw new StoreError({
    code: 'service-refused',
    problem: `the server redirects more than ${MAX_REDIRECTS} times`,
    advice: 'Give the final https:// location.',
    location,
  });
}

async function send(
  url: string,
  headers: Readonly<Record<string, string>>,
  { signal, env, responseMs = RESPONSE_MS, leftMs }: HttpsRequestOptions & { leftMs: number },
): Promise<HttpsResponse> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(silentServer(responseMs)), leftMs);
  const outgoing = sendRequest(url, {
    // Otherwise a server may compress the body, whose size then differs from the file's.
    headers: { 'accept-encoding': 'identity', ...headers },
    signal: AbortSignal.any([signal, late.signal]),
    agent: agentFor(new URL(url), env),
  });
  try {
    outgoing.end();
    const [body] = (await once(outgoing, 'response')) as [IncomingMessage];
    // The body's next reader gets the error. Without a listener here it would end the process before that.
    body.on('error', () => undefined);
    const { statusCode = 0, statusMessage = '', rawHeaders } = body;
    return {
      status: statusCode,
      statusText: statusMessage,
      headers: headersOf(rawHeaders),
      url,
      body,
    };
  } catch (error) {
    throw late.signal.aborted && !signal.aborted ? late.signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
}

/** The same proxy variables as for S3. Node's agent opens a tunnel (CONNECT), so TLS ends at the server. */
function agentFor(url: URL, env: NodeJS.ProcessEnv): Agent {
  const proxyUrl = env['https_proxy'] ?? env['HTTPS_PROXY'];
  return needsProxy(url, env) && proxyUrl
    ? new Agent({ proxyEnv: { https_proxy: proxyUrl } })
    : new Agent();
}

/** Leaves out headers with an invalid name or value. */
function headersOf(rawHeaders: readonly string[]): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    try {
      headers.append(rawHeaders[at] as string, rawHeaders[at + 1] as string);
    } catch {
      continue;
    }
  }
  return headers;
}

function redirectTarget(target: string, from: string, location: HttpsLocation): string {
  const advice = 'Give the final https:// location.';
  if (!URL.canParse(target, from)) {
    const problem = 'the server redirects to an invalid URL';
    throw new StoreError({ code: 'service-refused', problem, advice, location });
  }
  const next = new URL(target, from);
  if (next.protocol === 'https:') return next.href;
  const problem = `the server redirects to ${next.protocol}//${next.host}, which is not https`;
  throw new StoreError({ code: 'service-refused', problem, advice, location });
}

/**
 * Only 200 and 206 are content, and a 416 that states a size of 0, for an empty file. An error without a body also
 * has a Content-Length of 0: without this check it would be taken for an empty file.
 *
 * @throws StoreError
 */
function accepted(response: HttpsResponse, location: HttpsLocation): HttpsResponse {
  const { status, statusText } = response;
  if (status === 200 || status === 206) return response;
  if (status === 416 && statedSize(response) === 0) return response;
  response.body.destroy();
  throw httpsError({ status, statusText }, location);
}
