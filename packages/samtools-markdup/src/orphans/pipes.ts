import { readSync, writeSync } from 'node:fs';

/** The next bytes, which later calls do not overwrite; undefined at the end. */
export type Source = () => Buffer | undefined;
export type Sink = (bytes: Buffer) => void;

const READ_BYTES = 4 * 1024 * 1024;
const STDIN = 0;
const STDOUT = 1;
/** Reads up to a few MiB at once if they are available. A pipe holds only 64 KiB. */
export const stdin: Source = () => {
  const bytes = Buffer.allocUnsafe(READ_BYTES);
  let length = 0;
  while (length < READ_BYTES) {
    const read = readSync(STDIN, bytes, length, READ_BYTES - length, null);
    if (read === 0) break;
    length += read;
  }
  return length === 0 ? undefined : bytes.subarray(0, length);
};

export const stdout: Sink = (bytes) => {
  for (let at = 0; at < bytes.length;) at += writeSync(STDOUT, bytes, at);
};

/**
 * Makes SIGPIPE end the process, as it ends every other stage of a pipe. Node ignores the signal at
 * its start. Removing its last listener restores the system's default. An exit code instead would
 * make this stage the cause of the failure, not its reader.
 */
export function endWithReader(): void {
  const nothing = () => undefined;
  process.on('SIGPIPE', nothing);
  process.off('SIGPIPE', nothing);
}
