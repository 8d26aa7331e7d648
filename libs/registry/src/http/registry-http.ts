import { authorize, basicAuthorization, parseChallenge } from './authorization.ts';
import type { RegistryCredentials } from '../credentials.ts';
import { limitedBody } from './limited-body.ts';
import { fetchFollowing } from './redirects.ts';
import { registryUrl } from './registry-host.ts';
import { requireTrustedRealm } from './token-host.ts';
import { registryProblem } from '../problems.ts';

const TIMEOUT_MS = 30_000;
const UNAUTHORIZED = 401;

export interface RegistryRequest {
  readonly method: 'GET' | 'PUT';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer>;
}

export interface RegistryResponse {
  readonly status: number;
  readonly mediaType: string;
  /** The header `Link`, which leads to the next page of a list. */
  readonly link: string | undefined;
  readonly body: Uint8Array<ArrayBuffer>;
}

/**
 * Sends requests to a registry, and reads each response to its end. It uses basic authentication,
 * or a token where the registry requires one
 * (https://distribution.github.io/distribution/spec/auth/token).
 *
 * @param repository the repository for whose pull and push the token is valid
 * @param tokenHost see `requireTrustedRealm`
 * @param scope what the token is valid for, where that is not one repository
 * @throws ProblemError `registry-unavailable` when no complete response came
 */
export function registryHttp(
  host: string,
  repository: string,
  credentials: RegistryCredentials | undefined,
  tokenHost?: string,
  scope = `repository:${repository}:pull,push`,
): (request: RegistryRequest) => Promise<RegistryResponse> {
  let authorization = basicAuthorization(credentials);

  const send = async ({ path, headers, ...init }: RegistryRequest): Promise<Response> =>
    fetchFollowing(new URL(`${registryUrl(host)}${path}`), {
      ...init,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { ...headers, ...(authorization !== undefined && { authorization }) },
    });

  return async (request) => {
    try {
      let response = await send(request);
      const challenge = parseChallenge(response.headers.get('www-authenticate'));
      if (response.status === UNAUTHORIZED && challenge) {
        await response.body?.cancel();
        requireTrustedRealm(challenge.realm, host, tokenHost);
        authorization = await authorize(challenge, scope, credentials, TIMEOUT_MS);
        response = await send(request);
      }
      const mediaType = response.headers.get('content-type') ?? '';
      return {
        status: response.status,
        mediaType,
        link: response.headers.get('link') ?? undefined,
        body: await limitedBody(response),
      };
    } catch (error) {
      const detail = reasonOf(error);
      throw registryProblem({ code: 'registry-unavailable', host, detail }, error);
    }
  };
}

/** fetch's message is only "fetch failed". The reason is in its cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  if (!(cause instanceof Error)) return message;
  return cause.message || String((cause as NodeJS.ErrnoException).code);
}
