/** A command as data: the program, then its arguments. Never a shell string. */
export type Argv = readonly [program: string, ...args: string[]];

const PLAIN_WORD = /^[\w@%+=:,./-]+$/;

/** Renders an argv so that it can be read, and pasted into a POSIX shell. For messages only: nothing runs it. */
export function formatArgv(argv: readonly string[]): string {
  return argv
    .map((word) => (PLAIN_WORD.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}
