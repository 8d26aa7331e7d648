/** Whether an error shows damaged content: one of zlib, or a length beyond the end of the data. */
export const isDamage = (error: unknown): boolean =>
  error instanceof RangeError ||
  /^(Z_|ERR_(BUFFER_)?OUT_OF_)/.test(String((error as NodeJS.ErrnoException).code));
