import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionPool } from './connection-pool.ts';

const TIMEOUTS = { connectMs: 1_000, headMs: 300, bodyIdleMs: 300 };
const signal = new AbortController().signal;

let server: Server;
let sockets: Socket[];
let pool: ConnectionPool;
/** What the server does with the n-th request, counted from 0. */
let response: (socket: Socket, n: number, request: string) => void | Promise<void>;
let requests: number;

/** A server that sends exactly the bytes that a test chooses. */
beforeEach(async () => {
  sockets = [];
  requests = 0;
  server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      void response(socket, requests++, data.toString('latin1'));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  pool = new ConnectionPool({ protocol: 'http:', hostname: '127.0.0.1', port }, TIMEOUTS);
});
afterEach(async () => {
  pool.destroy();
  sockets.forEach((socket) => socket.destroy());
  server.close();
  await once(server, 'close');
});

const get = async (abort = signal) => {
  const pieces: Buffer[] = [];
  const head = await pool.exchange({ head: 'GET / HTTP/1.1\r\n\r\n' }, abort, () => (piece) => {
    pieces.push(Buffer.from(piece));
  });
  return { status: head.status, headers: head.headers, text: Buffer.concat(pieces).toString() };
};

const OK = 'HTTP/1.1 200 OK\r\n';

describe('a response', () => {
  it.each([
    ['with a length', `${OK}Content-Length: 5\r\n\r\nhello`],
    [
      'in chunks',
      `${OK}Transfer-Encoding: chunked\r\n\r\n2;x=y\r\nhe\r\n3\r\nllo\r\n0\r\nA: b\r\n\r\n`,
    ],
    [
      'after an interim response',
      `HTTP/1.1 100 Continue\r\n\r\n${OK}content-length:5\r\n\r\nhello`,
    ],
  ])(
    '%s arrives whole, in one piece or byte by byte, and leaves the connection free',
    async (_, text) => {
      response = async (socket, n) => {
        if (n === 0) return void socket.write(text);
        for (const byte of text) {
          socket.write(byte, 'latin1');
          await sleep(1);
        }
      };
      expect(await get()).toMatchObject({ status: 200, text: 'hello' });
      expect(await get()).toMatchObject({ status: 200, text: 'hello' });
      expect(sockets).toHaveLength(1);
    },
  );

  it('without a length ends with its connection', async () => {
    response = (socket) => void socket.end(`${OK}\r\nhello`);
    expect(await get()).toMatchObject({ text: 'hello' });
    expect(await get()).toMatchObject({ text: 'hello' });
    expect(sockets).toHaveLength(2);
  });

  it('with `Connection: close` is the last one on its connection', async () => {
    response = (socket) => void socket.write(`${OK}Connection: close\r\nContent-Length: 0\r\n\r\n`);
    await get();
    await get();
    expect(sockets).toHaveLength(2);
  });

  it('of many pieces arrives in order', async () => {
    const content = Buffer.alloc(3_000_001, 'abcdefg');
    response = (socket) => {
      socket.write(`${OK}Content-Length: ${content.length}\r\n\r\n`);
      socket.write(content);
    };
    expect((await get()).text).toBe(content.toString());
  });

  it('has its headers under lower-case names; two headers of one name are joined', async () => {
    response = (socket) =>
      void socket.write(`${OK}ETag:  "x" \r\nVary: a\r\nvary: b\r\nContent-Length: 0\r\n\r\n`);
    expect((await get()).headers).toMatchObject({ etag: '"x"', vary: 'a, b' });
  });
});

describe('a server that misbehaves', () => {
  it.each([
    ['closes the connection before a response', '', 'IncompleteBody'],
    ['closes the connection within the head', `${OK}Content-`, 'IncompleteBody'],
    [
      'closes the connection within the body',
      `${OK}Content-Length: 5\r\n\r\nhell`,
      'IncompleteBody',
    ],
    [
      'closes the connection within a chunk',
      `${OK}Transfer-Encoding: chunked\r\n\r\n5\r\nhell`,
      'IncompleteBody',
    ],
    ['speaks another protocol', 'SSH-2.0-OpenSSH\r\n\r\n', 'InvalidResponse'],
    ['sends an invalid header', `${OK}no header\r\n\r\n`, 'InvalidResponse'],
    ['sends an invalid length', `${OK}Content-Length: -1\r\n\r\n`, 'InvalidResponse'],
    ['sends an invalid chunk', `${OK}Transfer-Encoding: chunked\r\n\r\nx\r\n`, 'InvalidResponse'],
    ['sends more than it announced', `${OK}Content-Length: 1\r\n\r\nhello`, 'InvalidResponse'],
    ['sends a head without end', OK + 'a: b\r\n'.repeat(20_000), 'InvalidResponse'],
  ])('and %s causes an error that says so', async (_, text, name) => {
    response = (socket) => void socket.end(text, 'latin1');
    await expect(get()).rejects.toMatchObject({ name });
  });

  it.each([
    ['before the response', ''],
    ['within the head', `${OK}Content-`],
    ['within the body', `${OK}Content-Length: 5\r\n\r\nhell`],
  ])('and stops sending %s is given up after a while', async (_, text) => {
    response = (socket) => void socket.write(text);
    await expect(get()).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('and stops within the body loses none of the bytes that it had sent', async () => {
    response = (socket) => void socket.write(`${OK}Content-Length: 5\r\n\r\nhell`);
    let text = '';
    const take = (piece: Buffer) => void (text += piece.toString());
    const request = { head: 'GET / HTTP/1.1\r\n\r\n' };
    await expect(pool.exchange(request, signal, () => take)).rejects.toThrow();
    expect(text).toBe('hell');
  });

  it('and closes a connection just when it is used again gets the request on another one', async () => {
    response = (socket, n) => {
      if (n === 1) return void socket.resetAndDestroy();
      socket.write(`${OK}Content-Length: 1\r\n\r\n${n}`);
    };
    expect((await get()).text).toBe('0');
    expect((await get()).text).toBe('2');
    expect(sockets).toHaveLength(2);
  });

  it('and sends bytes without a request gets no other request on that connection', async () => {
    response = (socket) => void socket.write(`${OK}Content-Length: 1\r\n\r\nx`);
    await get();
    sockets[0]?.write('HTTP/1.1 408 Request Timeout\r\n\r\n');
    await sleep(20);
    expect((await get()).text).toBe('x');
    expect(sockets).toHaveLength(2);
  });
});

describe('an exchange of request and response', () => {
  it('that is stopped ends at once with the reason, and so does its connection', async () => {
    const stop = new AbortController();
    response = (socket) => {
      socket.write(`${OK}Content-Length: 5\r\n\r\nhell`);
      setTimeout(() => stop.abort(new Error('stopped')), 10);
    };
    await expect(get(stop.signal)).rejects.toThrow('stopped');
    const [socket] = sockets;
    if (socket && !socket.destroyed) await once(socket, 'close');
    await expect(get(stop.signal)).rejects.toThrow('stopped');
    expect(sockets).toHaveLength(1);
  });

  it('fails with the error that the reader of the body throws', async () => {
    response = (socket) => void socket.write(`${OK}Content-Length: 5\r\n\r\nhello`);
    const full = () => {
      throw new Error('the disk is full');
    };
    const request = { head: 'GET / HTTP/1.1\r\n\r\n' };
    await expect(pool.exchange(request, signal, () => full)).rejects.toThrow('the disk is full');
  });

  it('sends a body from one buffer, or piece by piece from a shared buffer', async () => {
    let received = '';
    response = (socket, _, data) => {
      received += data;
      if (received.endsWith('end')) socket.write(`${OK}Content-Length: 0\r\n\r\n`);
    };
    const head = 'PUT / HTTP/1.1\r\n\r\n';
    await pool.exchange({ head, body: Buffer.from('begin, end') }, signal, () => () => undefined);
    expect(received).toBe(`${head}begin, end`);
    received = '';
    const memory = Buffer.alloc(5);
    const pieces = async function* () {
      for (const text of ['first', ' and ', '  end']) {
        memory.write(text);
        yield memory;
      }
    };
    await pool.exchange({ head, body: { sizeBytes: 15, pieces } }, signal, () => () => undefined);
    expect(received).toBe(`${head}first and   end`);
  });

  it('with a closed port fails with the network’s error', async () => {
    server.close();
    await once(server, 'close');
    await expect(get()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    server.listen(0);
  });
});
