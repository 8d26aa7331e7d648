import type { Writable } from 'node:stream';

/**
 * Resolves when all that was written to a stream so far has been taken over by the system; undefined while no more
 * than `behindBytes` wait for that. Node writes to a pipe in the background, and keeps what its reader is not ready
 * for in memory, without a bound, and loses it when the process exits. A pipe that nobody reads any more counts as caught up: nothing will change there.
 */
export function backpressure(stream: Writable, behindBytes = 0): Promise<void> | undefined {
  if (stream.writableLength <= behindBytes || stream.destroyed) return undefined;
  return new Promise((resolve) => {
    const done = () => {
      stream.off('close', done).off('error', done);
      resolve();
    };
    stream.once('close', done).once('error', done);
    // Called in order, so after all that was written before; the stream's own high-water mark plays no part.
    stream.write('', done);
  });
}
