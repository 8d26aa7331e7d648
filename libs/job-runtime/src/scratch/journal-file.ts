import { appendFileSync, closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/** The journal's name in a job's scratch directory. */
export const JOURNAL_FILE = 'journal.jsonl';

/** An output of 100,000 files makes a journal of some 60 MB. Reading a much larger file could exhaust the memory. */
const MOST_BYTES = 256 * 1024 * 1024;

const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW;

/** Follows no link: its target would not be the job's file. */
export function appendToJournal(path: string, text: string): void {
  const fd = openSync(path, APPEND, 0o600);
  try {
    appendFileSync(fd, text);
  } finally {
    closeSync(fd);
  }
}

/**
 * The text of a journal; empty if there is no journal. Whoever can write to the directory can put something else under
 * its name. A link, a FIFO, a file of another user and a file that is too large therefore count as no journal.
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
