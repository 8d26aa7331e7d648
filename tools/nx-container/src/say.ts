/** Tells the user something. Standard output is left to results that other programs read. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
