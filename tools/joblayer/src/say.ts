/** Messages for people go to stderr, so that standard output holds only what was asked for. */
export const say = (message: string): void => void process.stderr.write(`joblayer: ${message}\n`);

export const print = (line: string): void => void process.stdout.write(`${line}\n`);
