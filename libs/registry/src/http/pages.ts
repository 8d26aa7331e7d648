import * as z from 'zod';
import type { RegistryCredentials } from '../credentials.ts';
import { registryProblem } from '../problems.ts';
import { registryHttp, type RegistryRequest, type RegistryResponse } from './registry-http.ts';
import { expectSuccess, isOfRegistry } from './responses.ts';

const NOT_FOUND = 404;
/** A registry that repeats its pages would otherwise keep this process busy forever. */
const MOST_PAGES = 1000;
const NEXT = /<(?<target>[^>]+)>\s*;\s*rel="?next"?/i;

/**
 * The names of all repositories of a registry. ECR and Docker Hub have no such list
 * (https://github.com/distribution/distribution/blob/main/docs/content/spec/api.md#listing-repositories).
 *
 * @throws ProblemError `registry-unavailable`, `registry-refused`
 */
export async function catalog(
  host: string,
  credentials: RegistryCredentials | undefined,
  tokenHost?: string,
): Promise<readonly string[]> {
  const send = registryHttp(host, '', credentials, tokenHost, 'registry:catalog:*');
  const names = await allPages(send, host, '/v2/_catalog?n=1000', 'repositories');
  if (names) return names;
  const detail = 'it has no list of its repositories (GET /v2/_catalog)';
  throw registryProblem({ code: 'registry-refused', host, status: NOT_FOUND, detail });
}

/**
 * The names on all pages of a list. Undefined when the registry says that there is no such list.
 *
 * @param field the field that holds the names; `null` in it means none
 */
export async function allPages(
  send: (request: RegistryRequest) => Promise<RegistryResponse>,
  host: string,
  firstPath: string,
  field: 'tags' | 'repositories',
): Promise<readonly string[] | undefined> {
  const schema = z.object({ [field]: z.array(z.string()).nullish() });
  const names: string[] = [];
  let path: string | undefined = firstPath;
  for (let page = 0; path !== undefined && page < MOST_PAGES; page += 1) {
    const response: RegistryResponse = await send({ method: 'GET', path, headers: {} });
    if (response.status === NOT_FOUND && isOfRegistry(response)) return undefined;
    const parsed = schema.safeParse(jsonOf(response.body));
    expectSuccess(response, host, () => parsed.success);
    names.push(...(parsed.data?.[field] ?? []));
    path = nextPath(response.link, host);
  }
  return names;
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

/** Only its path is used, so that the credentials stay with this registry. */
function nextPath(link: string | undefined, host: string): string | undefined {
  const target = NEXT.exec(link ?? '')?.groups?.['target'];
  if (target === undefined || !URL.canParse(target, `https://${host}`)) return undefined;
  const { pathname, search } = new URL(target, `https://${host}`);
  return `${pathname}${search}`;
}
