import { createStores } from '@joblayer/object-store';
import { parseLocation } from '@joblayer/object-store/location';
import { TlsServer } from '@joblayer/object-store/testing';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { cacheKey } from './cache-key.ts';

const before = getCACertificates('default');
afterEach(() => setDefaultCACertificates(before));

/** The key of a file whose server sends these headers. */
const keyWith = async (headers: Record<string, string>) => {
  await using server = await TlsServer.start();
  setDefaultCACertificates([...before, server.certificate]);
  server.reply = (_, response) =>
    response
      .writeHead(206, { ...headers, 'content-length': 1, 'content-range': 'bytes 0-0/9' })
      .end('x');
  const { signal } = new AbortController();
  const storeFor = createStores({ env: {}, signal, encryption: { sse: 'none' } });
  const location = parseLocation(`${server.url}/x.fq`);
  return cacheKey(await (await storeFor(location)).stat(location));
};

describe('the key of a web server’s file in the host cache', () => {
  it('exists if the ETag names one version', async () => {
    expect(await keyWith({ etag: '"v1"' })).toBeDefined();
  });

  it('does not exist if the ETag is weak, or if the server sends a date only', async () => {
    const date = 'Tue, 01 Jan 2030 00:00:00 GMT';
    expect(await keyWith({ etag: 'W/"1"', 'last-modified': date })).toBeUndefined();
    expect(await keyWith({ 'last-modified': date })).toBeUndefined();
  });
});
