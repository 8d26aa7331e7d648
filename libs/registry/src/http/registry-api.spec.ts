import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { problemOf } from '@joblayer/problem/testing';
import { endless } from '../testing/endless-response.ts';
import { registryApi } from './registry-api.ts';

let server: Server;
let host: string;
let respond: (request: IncomingMessage, response: ServerResponse) => void;
beforeEach(async () => {
  server = createServer((request, response) => respond(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const api = () =>
  registryApi(host, 'joblayer/tool', { kind: 'password', username: 'AWS', password: 'secret' });
const status = (code: number) => {
  respond = (_, response) => response.writeHead(code).end('reason');
};

describe('a manifest in the registry', () => {
  it('is read with basic authentication, and its digest is that of its bytes', async () => {
    let seen: IncomingMessage | undefined;
    respond = (request, response) => {
      seen = request;
      response.setHeader('content-type', 'application/vnd.oci.image.manifest.v1+json').end('{}');
    };
    expect(await api().manifest('1.21')).toEqual({
      digest: 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      body: new TextEncoder().encode('{}'),
    });
    expect(seen).toMatchObject({ method: 'GET', url: '/v2/joblayer/tool/manifests/1.21' });
    expect(seen?.headers.authorization).toBe('Basic QVdTOnNlY3JldA==');
  });

  it('gets a further tag through the same bytes', async () => {
    const chunks: Buffer[] = [];
    respond = (request, response) => {
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => response.writeHead(201).end());
    };
    await api().tag({ digest: 'd', mediaType: 'm/t', body: new TextEncoder().encode('{ }') }, '2');
    expect(Buffer.concat(chunks).toString()).toBe('{ }');
  });

  it.each(['', '{"errors":[{"code":"MANIFEST_UNKNOWN"}]}'])(
    'is absent when the registry says so with HTTP 404: %s',
    async (body) => {
      respond = (_, response) => response.writeHead(404).end(body);
      expect(await api().manifest('1')).toBeUndefined();
    },
  );

  it.each([
    [200, 'text/html', '<html>Log in</html>'],
    [200, 'application/json', '{}'],
    [404, 'text/html', '<html>Not here</html>'],
    [404, 'text/plain', '404 page not found'],
  ])(
    'is neither present nor absent by the page of a proxy in between: HTTP %i %s',
    async (code, type, body) => {
      respond = (_, response) => response.writeHead(code, { 'content-type': type }).end(body);
      expect(await problemOf(() => api().manifest('1'))).toMatchObject({
        code: 'registry-unavailable',
        detail: expect.stringContaining(`HTTP ${code} ${type} ${body}`),
      });
    },
  );

  it('does not have a tag that only a proxy in between confirms', async () => {
    respond = (request, response) =>
      request.resume().on('end', () => response.writeHead(200).end('<html>Log in</html>'));
    const manifest = { digest: 'd', mediaType: 'm/t', body: new TextEncoder().encode('{}') };
    expect(await problemOf(() => api().tag(manifest, '2'))).toMatchObject({
      code: 'registry-unavailable',
    });
  });

  it.each([
    [401, 'registry-refused'],
    [403, 'registry-refused'],
    [429, 'registry-unavailable'],
    [503, 'registry-unavailable'],
  ])('is not absent by HTTP %i', async (code, problem) => {
    status(code);
    expect(await problemOf(() => api().manifest('1'))).toMatchObject({ code: problem, host });
  });

  it('is not returned when the connection breaks in the middle of it', async () => {
    respond = (_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{');
      setTimeout(() => response.destroy(), 20);
    };
    expect(await problemOf(() => api().manifest('1'))).toMatchObject({
      code: 'registry-unavailable',
    });
  });

  it('is not read beyond the limit of 4 MiB', async () => {
    respond = (_, response) =>
      endless(response, { 'content-type': 'application/vnd.oci.image.manifest.v1+json' });
    expect(await problemOf(() => api().manifest('1'))).toMatchObject({
      code: 'registry-unavailable',
      detail: expect.stringContaining('more than 4194304 bytes, the limit'),
    });
  });

  it('is not absent where no server responds', async () => {
    const gone = registryApi('127.0.0.1:1', 'x', undefined);
    expect(await problemOf(() => gone.manifest('1'))).toMatchObject({
      code: 'registry-unavailable',
    });
  });
});

describe('a redirect of the registry', () => {
  const manifest = { digest: 'd', mediaType: 'm/t', body: new TextEncoder().encode('{ }') };
  const seen: { url: string | undefined; authorization: string | undefined; body: string }[] = [];
  let other: Server;
  let otherHost: string;
  beforeEach(async () => {
    seen.length = 0;
    other = createServer((request, response) => record(request, response));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    otherHost = `127.0.0.1:${(other.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((resolve) => other.close(resolve)));

  const record = (request: IncomingMessage, response: ServerResponse) => {
    const { url, headers } = request;
    void text(request).then((body) => {
      seen.push({ url, authorization: headers.authorization, body });
      response.writeHead(201).end();
    });
  };
  const redirect = (status: number, location?: string) => {
    respond = (request, response) => {
      if (request.url === '/there') return record(request, response);
      request
        .resume()
        .on('end', () =>
          response.writeHead(status, { ...(location !== undefined && { location }) }).end(),
        );
    };
  };

  it.each([307, 308])('is followed on PUT with body and credentials: HTTP %i', async (status) => {
    redirect(status, '/there');
    await api().tag(manifest, '2');
    expect(seen).toEqual([{ url: '/there', authorization: 'Basic QVdTOnNlY3JldA==', body: '{ }' }]);
  });

  it('to another host gets the body, but not the credentials', async () => {
    redirect(307, `http://${otherHost}/elsewhere?signature=x`);
    await api().tag(manifest, '2');
    expect(seen).toEqual([
      { url: '/elsewhere?signature=x', authorization: undefined, body: '{ }' },
    ]);
  });

  it.each([
    [307, 'http://example.org/x?secret=1', 'leads to http://example.org/x, which is not https'],
    [301, '/there', 'would not store the content sent there'],
    [307, undefined, 'names no address'],
    [307, '/v2/joblayer/tool/manifests/2', 'more than 5 redirects'],
  ])(
    'that cannot be followed fails with the reason: HTTP %i to %s',
    async (status, to, message) => {
      redirect(status, to);
      const problem = await problemOf(() => api().tag(manifest, '2'));
      expect(problem).toMatchObject({
        code: 'registry-unavailable',
        detail: expect.stringContaining(message),
      });
      expect(JSON.stringify(problem)).not.toContain('secret');
      expect(seen).toEqual([]);
    },
  );
});
