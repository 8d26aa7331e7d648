/**
 * Prints to standard output, and waits until all is written. A process that exits before loses what does not fit into
 * the pipe: with Node, all after 64 KiB.
 */
export const print = (text: string): Promise<void> =>
  new Promise((resolve) => process.stdout.write(`${text}\n`, () => resolve()));
