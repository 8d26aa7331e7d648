/** Prints a message for the user. Standard output is for results that other programs read. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
