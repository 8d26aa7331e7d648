/** Prints a line of progress on stderr, because stdout belongs to the test runner. */
export const say = (line: string): void => void process.stderr.write(`[verify] ${line}\n`);
