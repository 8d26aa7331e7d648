/** Messages for people go to stderr, so that standard output holds only what was asked for. */
export const say = (message: string): void => void process.stderr.write(`joblayer: ${message}\n`);

const said = new Set<string>();

/** Says what several jobs find out alike. */
export function sayOnce(message: string): void {
  if (!said.has(message)) say(message);
  said.add(message);
}

export const print = (line: string): void => void process.stdout.write(`${line}\n`);
