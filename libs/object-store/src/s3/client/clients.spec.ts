import { HttpServer } from '../../testing/http-server.ts';
import { S3Store } from '../s3-store.ts';

let server: HttpServer;
let requests: { method: string; region: string; payer: unknown; encryption: unknown }[];
let refusal: number;

/** An S3 with one bucket in eu-west-1. It refuses requests that are signed for another region. */
beforeEach(async () => {
  requests = [];
  refusal = 301;
  server = await HttpServer.start((message, response) => {
    const { method = '', headers } = message;
    const region = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? '';
    const payer = headers['x-amz-request-payer'];
    requests.push({ method, region, payer, encryption: headers['x-amz-server-side-encryption'] });
    message.resume();
    response.setHeader('x-amz-bucket-region', 'eu-west-1');
    if (region !== 'eu-west-1') {
      const code = refusal === 301 ? 'PermanentRedirect' : 'AuthorizationHeaderMalformed';
      response.writeHead(refusal);
      return response.end(method === 'HEAD' ? '' : `<Error><Code>${code}</Code></Error>`);
    }
    response.writeHead(200, { etag: '"0"', 'content-length': '7' });
    return response.end(method === 'HEAD' ? undefined : 'content');
  });
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
});

const store = (options: { requesterPays?: boolean } = {}) =>
  new S3Store({
    env: server.env,
    signal: new AbortController().signal,
    encryption: { sse: 'AES256' },
    ...options,
  });

const location = { scheme: 's3', bucket: 'elsewhere', key: 'object' } as const;

describe('a bucket in another region', () => {
  it.each([301, 400])(
    'is found after the status %d, and later requests go to that region',
    async (status) => {
      refusal = status;
      const s3 = store();
      expect(await s3.stat(location)).toMatchObject({ sizeBytes: 7, etag: '0' });
      await Promise.all([s3.stat(location), s3.stat(location)]);
      expect(requests.map(({ region }) => region)).toEqual([
        'us-east-1',
        'eu-west-1',
        'eu-west-1',
        'eu-west-1',
      ]);
    },
  );
});

describe('requester-pays', () => {
  it('is accepted in every request if the option is given, and in none otherwise', async () => {
    await store({ requesterPays: true }).stat(location);
    expect(new Set(requests.map(({ payer }) => payer))).toEqual(new Set(['requester']));
    requests = [];
    await store().stat(location);
    expect(new Set(requests.map(({ payer }) => payer))).toEqual(new Set([undefined]));
  });
});
