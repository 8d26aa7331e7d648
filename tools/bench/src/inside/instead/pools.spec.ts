import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { ConnectionPool as NodeHttpPool } from './node-http-pool.ts';
import { ConnectionPool as UndiciPool } from './undici-pool.ts';

const TIMEOUTS = { connectMs: 5_000, headMs: 5_000, bodyIdleMs: 5_000 };
const never = new AbortController().signal;
const GET = 'GET /b/k?x=1 HTTP/1.1\r\nhost: s3\r\nrange: bytes=0-9\r\n\r\n';
const put = (sizeBytes: number) =>
  `PUT /b/k HTTP/1.1\r\nhost: s3\r\ncontent-length: ${sizeBytes}\r\n\r\n`;

let server: Server;
let respond: RequestListener;
const connections = new Set<unknown>();
beforeEach(async () => {
  connections.clear();
  server = createServer((request, response) => respond(request, response));
  server.on('connection', (socket) => connections.add(socket));
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe.each([
  ['undici', UndiciPool],
  ['node:http', NodeHttpPool],
])('a pool of connections on %s', (_, Pool) => {
  let pool: InstanceType<typeof Pool>;
  beforeEach(() => {
    const { port } = server.address() as AddressInfo;
    pool = new Pool({ protocol: 'http:', hostname: '127.0.0.1', port }, TIMEOUTS);
  });
  afterEach(() => pool.destroy());

  const received = async (head = GET, signal = never) => {
    const pieces: Buffer[] = [];
    const response = await pool.exchange({ head }, signal, () => (piece) => {
      pieces.push(Buffer.from(piece));
    });
    return { response, content: Buffer.concat(pieces) };
  };

  it('sends a request as the runtime formats it, and passes on status, headers and bytes', async () => {
    const content = Buffer.alloc(3_000_000, 'bytes of a body');
    let seen: unknown;
    respond = ({ url, headers: { host, range } }, response) => {
      seen = { url, host, range };
      response.writeHead(206, { etag: '"e"' }).end(content);
    };
    const found = await received();
    expect(seen).toEqual({ url: '/b/k?x=1', host: 's3', range: 'bytes=0-9' });
    expect(found.response).toMatchObject({ status: 206, headers: { etag: '"e"' } });
    expect(found.content.equals(content)).toBe(true);
  });

  it('sends a body from one buffer, or in pieces that share one buffer', async () => {
    const arrived: Buffer[] = [];
    respond = (request, response) =>
      void buffer(request).then((body) => {
        arrived.push(body);
        response.end();
      });
    const memory = Buffer.alloc(300_000);
    const pieces = async function* () {
      for (const value of [1, 2, 3]) yield memory.fill(value);
    };
    const shared = { sizeBytes: 900_000, pieces };
    const nothing = () => () => undefined;
    await pool.exchange({ head: put(9), body: Buffer.from('one piece') }, never, nothing);
    await pool.exchange({ head: put(900_000), body: shared }, never, nothing);
    const expected = Buffer.concat([1, 2, 3].map((value) => Buffer.alloc(300_000, value)));
    expect(String(arrived[0])).toBe('one piece');
    expect(arrived[1]?.equals(expected)).toBe(true);
  });

  it('uses one connection for two requests in a row', async () => {
    respond = (_request, response) => void response.end('content');
    await received();
    await received();
    expect(connections.size).toBe(1);
  });

  it('reports a body that ends too early under the name for which the runtime tries again', async () => {
    respond = (_request, response) => {
      response.writeHead(200, { 'content-length': '10' }).write('some');
      setImmediate(() => response.destroy());
    };
    await expect(received()).rejects.toMatchObject({ name: 'IncompleteBody' });
  });

  it('fails with the reason of an aborted signal', async () => {
    const reason = new Error('the job is stopped');
    const stop = new AbortController();
    respond = () => stop.abort(reason);
    await expect(received(GET, stop.signal)).rejects.toBe(reason);
  });

  it('fails with the error that the reader of a body throws', async () => {
    const full = new Error('the disk is full');
    respond = (_request, response) => void response.end('content');
    const exchange = pool.exchange({ head: GET }, never, () => () => {
      throw full;
    });
    await expect(exchange).rejects.toBe(full);
  });

  it('fails with the error that the reader of a head throws', async () => {
    const other = new Error('another object');
    respond = (_request, response) => void response.end('content');
    const exchange = pool.exchange({ head: GET }, never, () => {
      throw other;
    });
    await expect(exchange).rejects.toBe(other);
  });
});
