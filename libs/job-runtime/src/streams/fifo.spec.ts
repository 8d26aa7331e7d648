import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { makeFifo, openForReader } from './fifo.ts';

let base: string;
let fifo: string;
beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'fifo-'));
  fifo = join(base, 'input');
  await makeFifo(fifo);
});
afterEach(() => rmSync(base, { recursive: true }));

const { signal } = new AbortController();
/** A process that reads the FIFO. */
const reader = (program: string, ...args: string[]) =>
  spawn(program, [...args, fifo], { stdio: ['ignore', 'pipe', 'ignore'] });
const open = async () => {
  const writer = await openForReader(fifo, signal);
  if (!writer) throw new Error('no one reads');
  return writer;
};

describe('a FIFO that the runtime writes to', () => {
  it('gives its reader every byte, and the end of file when it is closed', async () => {
    const content = randomBytes(3_000_000);
    const { stdout } = reader('cat');
    const read = buffer(stdout);
    const writer = await open();
    // Like a caller that uses one buffer for all pieces.
    const piece = Buffer.alloc(2_000_001);
    for (const part of [content.subarray(0, 2_000_001), content.subarray(2_000_001)]) {
      const filled = piece.subarray(0, part.copy(piece));
      expect(await writer.write(filled, signal)).toBe(true);
      piece.fill(0);
    }
    expect(await writer.flush(signal)).toBe(true);
    writer.close();
    expect((await read).equals(content)).toBe(true);
  });

  it('is private to this user, and loses its name once it is opened', async () => {
    expect(statSync(fifo).mode & 0o777).toBe(0o600);
    reader('cat');
    const writer = await open();
    expect(existsSync(fifo)).toBe(false);
    writer.close();
  });

  it('reports at every write that its reader is gone', async () => {
    reader('head', '-c', '10');
    const writer = await open();
    expect(await writer.write(randomBytes(1_000_000), signal)).toBe(true);
    expect(await writer.write(randomBytes(10), signal)).toBe(false);
    expect(await writer.write(randomBytes(10), signal)).toBe(false);
    expect(await writer.flush(signal)).toBe(false);
    writer.close();
  });

  it('does not wait for a reader after the wait is aborted', async () => {
    const stop = new AbortController();
    const waiting = openForReader(fifo, stop.signal);
    stop.abort();
    expect(await waiting).toBeUndefined();
    expect(existsSync(fifo)).toBe(true);
  });

  it('does not wait for a reader that reads nothing after the write is aborted', async () => {
    const idle = spawn('sh', ['-c', 'exec 3< "$0"; sleep 60', fifo], { stdio: 'ignore' });
    const writer = await open();
    const stop = new AbortController();
    await writer.write(randomBytes(1_000_000), stop.signal);
    const writing = writer.write(randomBytes(10), stop.signal);
    stop.abort(new Error('stopped'));
    await expect(writing).rejects.toThrow('stopped');
    writer.close();
    idle.kill('SIGKILL');
  });
});
