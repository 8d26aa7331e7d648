import type { Writable } from 'node:stream';

/**
 * Resolves when the system has taken all that was written to a stream so far; undefined if at most `behindBytes` wait
 * for that. Node writes to a pipe in the background. It keeps in memory, without a bound, what the reader has not
 * taken, and loses it when the process exits. A pipe that no one reads any more is not waited for: nothing will
 * change there.
 */
export function backpressure(stream: Writable, behindBytes = 0): Promise<void> | undefined {
  if (stream.writableLength <= behindBytes || stream.destroyed) return undefined;
  return new Promise((resolve) => {
    const done = () => {
      stream.off('close', done).off('error', done);
      resolve();
    };
    stream.once('close', done).once('error', done);
    // Writes end in order, so this one ends after all earlier ones, whatever the stream's high-water mark is.
    stream.write('', done);
  });
}
