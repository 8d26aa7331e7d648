/** A command as data: the program, then its arguments. Never a shell string. */
export type Argv = readonly [program: string, ...args: string[]];

const PLAIN_WORD = /^[\w@%+=:,./-]+$/;

/** Formats an argv so that it can be read, and pasted into a POSIX shell. Only for messages. */
export function formatArgv(argv: readonly string[]): string {
  return argv
    .map((word) => (PLAIN_WORD.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}
