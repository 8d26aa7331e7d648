/** A regular expression of ECMAScript as data, so that it can stand in the tool description. */
export interface Pattern {
  readonly source: string;
  /** Of `i`, `m`, `s` and `u`. Absent where there is none. */
  readonly flags?: string;
}

/** Flags under which a test of one text does not depend on the texts before it. */
const STATELESS_FLAGS = /^[imsu]*$/;

/** @throws Error for the flags `g` and `y`, with which an expression remembers where it stopped */
export function patternOf({ source, flags }: RegExp): Pattern {
  if (!STATELESS_FLAGS.test(flags)) throw new Error(`/${source}/${flags}: only the flags imsu`);
  return flags === '' ? { source } : { source, flags };
}

export const regExpOf = ({ source, flags }: Pattern): RegExp => new RegExp(source, flags);

export const matches = (pattern: Pattern, text: string): boolean => regExpOf(pattern).test(text);
