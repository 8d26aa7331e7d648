/** A part of an object or a file; `end` is exclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Cuts a range into pieces of `mostBytes`, in order; the last may be smaller. An empty range has no pieces. */
export function cut({ start, end }: ByteRange, mostBytes: number): ByteRange[] {
  return Array.from({ length: Math.ceil((end - start) / mostBytes) }, (_, i) => ({
    start: start + i * mostBytes,
    end: Math.min(start + (i + 1) * mostBytes, end),
  }));
}
