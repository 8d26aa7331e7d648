import { randomUUID } from 'node:crypto';
import { closeSync, constants, openSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { makeFifos } from './fifo.ts';

/** The two file descriptors of a kernel pipe. Whoever opened it closes both. */
export interface Pipe {
  readonly readFd: number;
  readonly writeFd: number;
}

/**
 * Opens kernel pipes, so that data flows from one child process to the next without passing through this one.
 *
 * Node has no pipe(2). A FIFO whose name is removed once both ends are open is the same thing: the first,
 * non-blocking open lets the writer in, and with a writer present the reader's open does not block.
 *
 * @param directory a private directory on a local file system; nothing is left in it
 * @throws SubprocessError where FIFOs cannot be made there
 */
export async function openPipes(count: number, directory: string): Promise<Pipe[]> {
  if (count === 0) return [];
  const paths = Array.from({ length: count }, () => join(directory, `pipe-${randomUUID()}`));
  await makeFifos(paths);
  return paths.map(openBothEnds);
}

function openBothEnds(path: string): Pipe {
  const opener = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const writeFd = openSync(path, constants.O_WRONLY);
    return { readFd: openSync(path, constants.O_RDONLY), writeFd };
  } finally {
    closeSync(opener);
    unlinkSync(path);
  }
}

export function closePipe({ readFd, writeFd }: Pipe): void {
  closeSync(readFd);
  closeSync(writeFd);
}
