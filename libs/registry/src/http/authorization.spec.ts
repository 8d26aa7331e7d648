import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { problemOf } from '@joblayer/problem/testing';
import { endless } from '../testing/endless-response.ts';
import { parseChallenge } from './authorization.ts';
import type { RegistryCredentials } from '../credentials.ts';
import { registryApi } from './registry-api.ts';
import { requireTrustedRealm } from './token-host.ts';

/**
 * A stand-in for registries that require a token, as Docker Hub, GitHub's and GitLab's do
 * (https://distribution.github.io/distribution/spec/auth/token). A test can reach none of them.
 */
let server: Server;
let host: string;
const seen: {
  url: string;
  method: string | undefined;
  authorization: string | undefined;
  body: string;
}[] = [];

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { url = '', method, headers } = request;
  const { authorization } = headers;
  seen.push({ url, method, authorization, body: await text(request) });
  if (url.startsWith('/token')) {
    const isKnown = authorization === 'Basic bWU6c2VjcmV0' || method === 'POST';
    const body = isKnown ? JSON.stringify({ token: 'abc' }) : '{}';
    return void response.writeHead(isKnown ? 200 : 401).end(body);
  }
  const type = { 'content-type': 'application/vnd.oci.image.manifest.v1+json' };
  if (authorization === 'Bearer abc') return void response.writeHead(200, type).end('{}');
  const challenge = `Bearer realm="http://${host}/token",service="registry.test"`;
  response.writeHead(401, { 'www-authenticate': challenge }).end('{}');
}

beforeEach(async () => {
  seen.length = 0;
  server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const read = (credentials: RegistryCredentials | undefined) =>
  registryApi(host, 'team/tool', credentials).manifest('1');

describe('a registry that requires a token', () => {
  it('gets one for this repository, issued for user and password', async () => {
    await read({ kind: 'password', username: 'me', password: 'secret' });
    const [, token] = seen;
    expect(token?.authorization).toBe('Basic bWU6c2VjcmV0');
    const query = new URL(token?.url ?? '', `http://${host}`).searchParams;
    expect(query.get('scope')).toBe('repository:team/tool:pull,push');
    expect(query.get('service')).toBe('registry.test');
  });

  it('gets one issued for a refresh token of a credential helper', async () => {
    await read({ kind: 'identity-token', token: 'refresh' });
    const body = new URLSearchParams(seen[1]?.body);
    expect(Object.fromEntries(body)).toMatchObject({
      grant_type: 'refresh_token',
      refresh_token: 'refresh',
    });
  });

  it('gets the same one for several requests', async () => {
    const api = registryApi(host, 'team/tool', {
      kind: 'password',
      username: 'me',
      password: 'secret',
    });
    await api.manifest('1');
    await api.manifest('2');
    expect(seen.map(({ url }) => url.split('?')[0])).toEqual([
      '/v2/team/tool/manifests/1',
      '/token',
      '/v2/team/tool/manifests/1',
      '/v2/team/tool/manifests/2',
    ]);
  });

  it('is reported as refusing when it issues none', async () => {
    expect(await problemOf(() => read(undefined))).toMatchObject({
      code: 'registry-refused',
      status: 401,
    });
  });
});

describe('a token server that gets no credentials', () => {
  const password = { kind: 'password', username: 'me', password: 'secret' } as const;
  const challengedWith = async (realm: string, headers: Record<string, string> = {}) => {
    server.removeAllListeners('request');
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      seen.push({ url: request.url ?? '', method: request.method, authorization: '', body: '' });
      const challenge = `Bearer realm="${realm}",service="registry.test"`;
      response.writeHead(401, { 'www-authenticate': challenge, ...headers }).end('{}');
    });
    return problemOf(() => read(password));
  };

  it.each(['https://tokens.example.org/token', 'https://127.0.0.1.example.org/token'])(
    'is on another host: %s',
    async (realm) => {
      expect(await challengedWith(realm)).toMatchObject({
        code: 'registry-unavailable',
        detail: expect.stringMatching(/from another host, \S+ so no credentials .* "tokenHost"/),
      });
      expect(seen).toHaveLength(1);
    },
  );

  it.each(['http://tokens.example.org/token', 'ftp://127.0.0.1/token'])(
    'is not https: %s',
    async (realm) => {
      expect(await challengedWith(realm)).toMatchObject({
        code: 'registry-unavailable',
        detail: expect.stringMatching(/which is not https, so no credentials are sent there/),
      });
      expect(seen).toHaveLength(1);
    },
  );
});

describe('the token server of a registry on another machine', () => {
  type Row = [title: string, realm: string, registry: string, tokenHost?: string];
  const isTrusted = (realm: string, registry: string, tokenHost?: string) => () =>
    requireTrustedRealm(new URL(realm), registry, tokenHost);

  it.each<Row>([
    ['its own host', 'https://r.example.org/token', 'r.example.org'],
    ['another port of its host', 'https://r.example.org:5001/auth', 'r.example.org:5000'],
    ["Docker Hub's", 'https://auth.docker.io/token', 'registry-1.docker.io'],
    ["GitLab's", 'https://gitlab.com/jwt/auth', 'registry.gitlab.com'],
    ['the configured host', 'https://auth.example.org/t', 'r.example.org', 'auth.example.org'],
  ])('may be %s', (_, ...given) => {
    expect(isTrusted(...given)).not.toThrow();
  });

  it.each<Row>([
    ['a sibling', 'https://evil.example.org/token', 'r.example.org'],
    ['this machine', 'https://127.0.0.1/token', 'r.example.org'],
    ['plain HTTP on its own host', 'http://r.example.org/token', 'r.example.org'],
    ['plain HTTP on the configured host', 'http://a.test/t', 'r.example.org', 'a.test'],
  ])('may not be %s', (_, ...given) => {
    expect(isTrusted(...given)).toThrow('no credentials are sent there');
  });
});

it('an oversized token response fails the request, and does not fill the memory', async () => {
  server.removeAllListeners('request');
  server.on('request', ({ url = '' }: IncomingMessage, response: ServerResponse) => {
    if (url.startsWith('/token')) return void endless(response);
    const challenge = `Bearer realm="http://${host}/token"`;
    response.writeHead(401, { 'www-authenticate': challenge }).end('{}');
  });
  expect(await problemOf(() => read(undefined))).toMatchObject({
    code: 'registry-unavailable',
    detail: expect.stringContaining('more than 4194304 bytes'),
  });
});

it("a token server's redirect is not followed with the password", async () => {
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { url = '', method, headers } = request;
    seen.push({ url, method, authorization: headers.authorization, body: '' });
    if (url.startsWith('/token'))
      return void response.writeHead(307, { location: `http://${host}/elsewhere` }).end();
    const challenge = `Bearer realm="http://${host}/token"`;
    response.writeHead(401, { 'www-authenticate': challenge }).end('{}');
  });
  expect(await problemOf(() => read({ kind: 'identity-token', token: 't' }))).toMatchObject({
    code: 'registry-unavailable',
  });
  expect(seen.map(({ url }) => url)).not.toContain('/elsewhere');
});

it.each([null, 'Basic realm="x"', 'Bearer service="x"', 'Bearer realm="not a url"'])(
  'the header %j requires no token',
  (header) => expect(parseChallenge(header)).toBeUndefined(),
);
