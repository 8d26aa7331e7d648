/** What zlib says of damaged content, and a number that would lie beyond the end of what is there. */
export const isDamage = (error: unknown): boolean =>
  error instanceof RangeError ||
  /^(Z_|ERR_(BUFFER_)?OUT_OF_)/.test(String((error as NodeJS.ErrnoException).code));
