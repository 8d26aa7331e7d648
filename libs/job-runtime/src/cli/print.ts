/** Prints to stdout. The process may exit afterwards: without the wait, a pipe would get only the first 64 KiB. */
export const print = (text: string): Promise<void> =>
  new Promise((resolve) => {
    process.stdout.write(text, () => resolve());
  });
