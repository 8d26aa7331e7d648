import { appendFileSync, closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/** In a job's scratch directory. */
export const JOURNAL_FILE = 'journal.jsonl';

/** A directory of 100,000 files makes a journal of some 60 MB. A larger file would cost the job its memory. */
const MOST_BYTES = 256 * 1024 * 1024;

const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW;

/** A link in the place of the journal is not followed: what it leads to is not the job's. */
export function appendToJournal(path: string, text: string): void {
  const fd = openSync(path, APPEND, 0o600);
  try {
    appendFileSync(fd, text);
  } finally {
    closeSync(fd);
  }
}

/**
 * The text of a journal; none where there is no journal. Anyone who can write to the directory can put something
 * else under its name: a link, a FIFO, a file of another user, or a file without end is no journal.
 */
export function readJournal(path: string): string {
  let fd: number | undefined;
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const found = fstatSync(fd);
    const isOurs = found.isFile() && found.uid === process.getuid?.() && found.nlink === 1;
    return isOurs && found.size <= MOST_BYTES ? readFileSync(fd, 'utf8') : '';
  } catch {
    return '';
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}
