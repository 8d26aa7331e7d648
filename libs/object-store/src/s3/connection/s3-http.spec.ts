import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { TlsServer } from '../../testing/tls-server.ts';
import { HttpServer } from '../../testing/http-server.ts';
import { S3Store } from '../s3-store.ts';

const CONTENT = Buffer.alloc(20 * 1024 * 1024 + 1, 'content of an object; ');
const location = { scheme: 's3', bucket: 'bucket', key: 'a key+with&signs/x' } as const;
const transfer = { signal: new AbortController().signal, onBytes: () => undefined };
const KEYS = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' };

/** Responds as S3 does for one object. */
function serve({ method, headers }: IncomingMessage, response: ServerResponse): void {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
  const body = CONTENT.subarray(Number(from ?? 0), to === undefined ? undefined : Number(to) + 1);
  const range = { 'content-range': `bytes ${from}-${to}/${CONTENT.length}` };
  const about = { etag: '"version"', 'content-length': body.length };
  response.writeHead(from === undefined ? 200 : 206, { ...about, ...(from && range) });
  response.end(method === 'HEAD' ? undefined : body);
}

let server: HttpServer;
let local: string;
let requests: IncomingMessage[];
let reply: (message: IncomingMessage, response: ServerResponse) => void;
beforeEach(async () => {
  requests = [];
  reply = serve;
  local = await mkdtemp(join(tmpdir(), 's3-http-'));
  server = await HttpServer.start((message, response) => {
    requests.push(message);
    reply(message, response);
  });
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await rm(local, { recursive: true });
});

const storeWith = (env: NodeJS.ProcessEnv) =>
  new S3Store({
    env: { AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: server.url, ...env },
    signal: transfer.signal,
    encryption: { sse: 'none' },
  });
const download = async (env: NodeJS.ProcessEnv) => {
  const store = storeWith(env);
  await store.fetch(await store.stat(location), join(local, 'target'), transfer);
  return readFile(join(local, 'target'));
};
const error = (status: number, code: string, response: ServerResponse) =>
  response
    .writeHead(status)
    .end(`<Error><Code>${code}</Code><Message>a &lt;b&gt;</Message></Error>`);
/** Only requests of the SDK have this header. */
const isOurs = ({ headers }: IncomingMessage) => headers['user-agent'] === undefined;

describe('an object', () => {
  it('comes over our own connections, with an encoded key and signed requests', async () => {
    expect((await download(KEYS)).equals(CONTENT)).toBe(true);
    const gets = requests.filter(({ method }) => method === 'GET');
    expect(gets.length).toBeGreaterThan(1);
    for (const get of gets) {
      expect(isOurs(get)).toBe(true);
      expect(get.url).toBe('/bucket/a%20key%2Bwith%26signs/x');
      expect(get.headers).toMatchObject({
        'if-match': '"version"',
        'x-amz-date': expect.any(String),
      });
      expect(get.headers.authorization).toMatch(/SignedHeaders=\S*host;if-match;range/);
    }
  });

  it('comes through the SDK if the environment names a proxy', async () => {
    // The proxy is this server: it also accepts the absolute URLs of such requests.
    const env = { ...KEYS, AWS_ENDPOINT_URL: 'http://s3.example', HTTP_PROXY: server.url };
    expect((await download(env)).equals(CONTENT)).toBe(true);
    const gets = requests.filter(({ method }) => method === 'GET');
    expect(gets.every((get) => !isOurs(get) && get.url?.startsWith('http://s3.example/'))).toBe(
      true,
    );
  });

  it('is refused if another part comes than requested', async () => {
    reply = (message, response) => {
      if (message.headers.range) message.headers.range = 'bytes=1-5';
      serve(message, response);
    };
    await expect(download(KEYS)).rejects.toMatchObject({ code: 'transient' });
    expect(await readdir(local)).toEqual([]);
  }, 30_000);

  it('that S3 refuses is reported with S3’s reason', async () => {
    reply = (message, response) =>
      message.method === 'GET' ? error(400, 'InvalidTag', response) : serve(message, response);
    await expect(download(KEYS)).rejects.toMatchObject({
      code: 'service-refused',
      facts: { problem: expect.stringContaining('InvalidTag: a <b>'), location },
    });
  });
});

describe('an output that is committed with `ifAbsent`', () => {
  it('is published if the first response was lost and the repetition is refused because of the first', async () => {
    const content = Buffer.from('content');
    const etag = `"${createHash('md5').update(content).digest('hex')}"`;
    let puts = 0;
    reply = (message, response) => {
      message.resume().once('end', () => {
        const stated = { etag, 'content-length': message.method === 'HEAD' ? content.length : 0 };
        if (message.method === 'PUT') puts += 1;
        // The first PUT opens the connection; the second PUT is lost on it.
        if (message.method === 'PUT' && puts === 2) return response.socket?.resetAndDestroy();
        if (message.method === 'PUT' && puts > 2) return error(412, 'PreconditionFailed', response);
        return response.writeHead(200, stated).end();
      });
    };
    const store = storeWith(KEYS);
    await writeFile(join(local, 'output'), content);
    const prepare = (key: string) =>
      store.prepare(join(local, 'output'), { scheme: 's3', bucket: 'bucket', key }, transfer);
    await (await prepare('first')).commit();
    expect(await (await prepare('second')).commit({ ifAbsent: true })).toMatchObject({
      sizeBytes: content.length,
    });
    expect(puts).toBe(3);
  });
});

describe('credentials', () => {
  /** Gives a container's credentials as ECS does, with a new token each time. */
  const issuer = (): ((response: ServerResponse) => void) => {
    let issued = 0;
    return (response) => {
      issued += 1;
      const Expiration = new Date(Date.now() + 3_600_000).toISOString();
      const keys = { AccessKeyId: 'id', SecretAccessKey: 'secret', Token: `token ${issued}` };
      response.end(JSON.stringify({ ...keys, Expiration }));
    };
  };
  // The SDK reads this variable from the process.
  beforeEach(() => {
    process.env['AWS_CONTAINER_CREDENTIALS_FULL_URI'] = `${server.url}/credentials`;
  });
  afterEach(() => {
    delete process.env['AWS_CONTAINER_CREDENTIALS_FULL_URI'];
  });

  it('that expired while the job ran are renewed', async () => {
    const issue = issuer();
    reply = (message, response) => {
      if (message.url === '/credentials') return issue(response);
      const isOld = message.headers['x-amz-security-token'] === 'token 1';
      if (isOld && message.method === 'GET') return void error(400, 'ExpiredToken', response);
      return serve(message, response);
    };
    expect((await download({})).equals(CONTENT)).toBe(true);
  });

  it('that S3 still refuses after a renewal are not renewed forever', async () => {
    const issue = issuer();
    reply = (message, response) => {
      if (message.url === '/credentials') return issue(response);
      if (message.method === 'GET') return void error(400, 'ExpiredToken', response);
      return serve(message, response);
    };
    await expect(download({})).rejects.toMatchObject({ code: 'access-denied' });
  });
});

describe('over TLS', () => {
  it('an object comes only if AWS_CA_BUNDLE names the authority of the certificate', async () => {
    await using tls = await TlsServer.start();
    tls.reply = serve;
    const bundle = join(local, 'authority.pem');
    await writeFile(bundle, tls.certificate);
    const env = { ...KEYS, AWS_ENDPOINT_URL: tls.url };
    await expect(download(env)).rejects.toMatchObject({
      code: 'service-refused',
      facts: { problem: expect.stringMatching(/not trusted .*self-signed certificate/) },
    });
    expect((await download({ ...env, AWS_CA_BUNDLE: bundle })).equals(CONTENT)).toBe(true);
    await expect(download({ ...env, AWS_CA_BUNDLE: join(local, 'absent') })).rejects.toMatchObject({
      facts: { location: { path: join(local, 'absent') } },
    });
  });

  it('an output arrives in whole parts although TLS splits the writes', async () => {
    await using tls = await TlsServer.start();
    const parts: Buffer[] = [];
    tls.reply = (message, response) => {
      const { searchParams } = new URL(message.url ?? '', tls.url);
      const part = searchParams.get('partNumber');
      if (message.method === 'POST') {
        const result = '<UploadId>id</UploadId>';
        response.end(`<InitiateMultipartUploadResult>${result}</InitiateMultipartUploadResult>`);
        return;
      }
      void buffer(message).then((body) => {
        if (part !== null) parts[Number(part) - 1] = body;
        response.writeHead(part === null ? 204 : 200, { etag: '"part"' }).end();
      });
    };
    const [bundle, source] = [join(local, 'authority.pem'), join(local, 'source')];
    await writeFile(bundle, tls.certificate);
    await writeFile(source, CONTENT);
    const store = storeWith({ ...KEYS, AWS_ENDPOINT_URL: tls.url, AWS_CA_BUNDLE: bundle });
    const write = await store.prepare(source, location, transfer);
    expect(Buffer.concat(parts).equals(CONTENT)).toBe(true);
    expect(parts.length).toBeGreaterThan(1);
    await write.discard();
  });
});
