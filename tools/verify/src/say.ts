/** One line of progress, on stderr, so that stdout is the test runner's alone. */
export const say = (line: string): void => void process.stderr.write(`[verify] ${line}\n`);
