import * as z from 'zod';
import type { RegistryCredentials } from '../credentials.ts';
import { limitedBody } from './limited-body.ts';

/** A registry's demand for a token. */
export interface Challenge {
  /** The URL that issues tokens. */
  readonly realm: URL;
  readonly service: string | undefined;
}

const BEARER = /^\s*Bearer\s+/i;
const PARAMETER = /(?<name>\w+)="(?<value>[^"]*)"/g;

/** Undefined where a `WWW-Authenticate` header requires no token. */
export function parseChallenge(header: string | null): Challenge | undefined {
  if (header === null || !BEARER.test(header)) return undefined;
  const parameters = new Map(
    [...header.matchAll(PARAMETER)].map(({ groups }) => [groups?.['name'], groups?.['value']]),
  );
  const realm = parameters.get('realm');
  if (realm === undefined || !URL.canParse(realm)) return undefined;
  return { realm: new URL(realm), service: parameters.get('service') };
}

/** The `Authorization` header of a user with a password. */
export function basicAuthorization(
  credentials: RegistryCredentials | undefined,
): string | undefined {
  if (credentials?.kind !== 'password') return undefined;
  const { username, password } = credentials;
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

const tokenSchema = z
  .object({ token: z.string().optional(), access_token: z.string().optional() })
  .transform(({ token, access_token }) => token ?? access_token ?? '');

/**
 * The `Authorization` header for a challenge. A redirect fails, because credentials go only to the
 * realm. Undefined where no token is issued: the registry then states what it refuses.
 */
export async function authorize(
  { realm, service }: Challenge,
  scope: string,
  credentials: RegistryCredentials | undefined,
  timeoutMs: number,
): Promise<string | undefined> {
  const query = new URLSearchParams({ scope, ...(service !== undefined && { service }) });
  const signal = AbortSignal.timeout(timeoutMs);
  const response =
    credentials?.kind === 'identity-token'
      ? await refresh(realm, query, credentials.token, signal)
      : await ask(realm, query, basicAuthorization(credentials), signal);
  const body = await limitedBody(response);
  if (!response.ok) return undefined;
  const token = tokenSchema.parse(JSON.parse(new TextDecoder().decode(body)));
  return token === '' ? undefined : `Bearer ${token}`;
}

function ask(
  realm: URL,
  query: URLSearchParams,
  authorization: string | undefined,
  signal: AbortSignal,
): Promise<Response> {
  const url = new URL(realm);
  for (const [name, value] of query) url.searchParams.append(name, value);
  return fetch(url, {
    signal,
    redirect: 'error',
    headers: authorization === undefined ? {} : { authorization },
  });
}

/** https://distribution.github.io/distribution/spec/auth/oauth */
function refresh(
  realm: URL,
  query: URLSearchParams,
  token: string,
  signal: AbortSignal,
): Promise<Response> {
  const grant = { grant_type: 'refresh_token', refresh_token: token, client_id: 'joblayer' };
  const body = new URLSearchParams([...query, ...Object.entries(grant)]);
  return fetch(realm, { method: 'POST', signal, redirect: 'error', body });
}
