import { isLoopback } from './registry-host.ts';

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
/** These keep the method and the body. Others turn a PUT into a GET, which would store nothing. */
const SAME_METHOD: readonly number[] = [307, 308];
const MOST_REDIRECTS = 5;

export interface HttpRequest {
  readonly method: 'GET' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer>;
  readonly signal: AbortSignal;
}

/**
 * Sends a request and follows redirects. Only the registry gets the credentials: a request to
 * another host lacks the header `authorization`.
 *
 * @throws Error with the target of a redirect that may not be followed
 */
export async function fetchFollowing(url: URL, request: HttpRequest): Promise<Response> {
  let target = url;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const { authorization, ...others } = request.headers;
    const isSame = target.origin === url.origin;
    const headers = isSame && authorization !== undefined ? { ...others, authorization } : others;
    const response = await fetch(target, { ...request, headers, redirect: 'manual' });
    if (!REDIRECTS.includes(response.status)) return response;
    await response.body?.cancel();
    target = redirectTarget(response, target, request.method);
  }
  throw new Error(`more than ${MOST_REDIRECTS} redirects, the last of them to ${shown(target)}`);
}

function redirectTarget(response: Response, from: URL, method: HttpRequest['method']): URL {
  const { status, headers } = response;
  const location = headers.get('location');
  const fact = `HTTP ${status} to ${method} ${shown(from)}`;
  if (location === null || !URL.canParse(location, from.href))
    throw new Error(`${fact} names no address`);
  const target = new URL(location, from);
  if (!isSafe(target))
    throw new Error(`${fact} leads to ${shown(target)}, which is not https, so it is not followed`);
  if (method === 'PUT' && !SAME_METHOD.includes(status))
    throw new Error(
      `${fact} leads to ${shown(target)}, and would not store the content sent there`,
    );
  return target;
}

/** Plain HTTP only on this machine, as for registries themselves. */
export const isSafe = ({ protocol, host }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && isLoopback(host));

/** Without the query, which may hold a signature. */
export const shown = ({ origin, pathname }: URL): string => `${origin}${pathname}`;
