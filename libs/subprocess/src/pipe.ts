import { randomUUID } from 'node:crypto';
import { closeSync, constants, openSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { makeFifos } from './fifo.ts';

/** The two file descriptors of a kernel pipe. The caller of `openPipes` closes both. */
export interface Pipe {
  readonly readFd: number;
  readonly writeFd: number;
}

/**
 * Opens kernel pipes, so that data flows from one child process to the next without this process.
 *
 * Node has no pipe(2). A FIFO does the same once both ends are open and its name is removed. The
 * first open is non-blocking, so that the writer's open returns. The reader's open then finds a
 * writer, so it returns too.
 *
 * @param directory a private directory on a local file system; no file is left in it
 * @throws SubprocessError if no FIFO can be made there
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
