/** A regular expression of ECMAScript as data, so that it can stand in the tool description. */
export interface Pattern {
  readonly source: string;
  /** Some of `i`, `m`, `s` and `u`. Absent if there is none. */
  readonly flags?: string;
}

/** With these flags, the result for one text does not depend on earlier texts. */
const STATELESS_FLAGS = /^[imsu]*$/;

/** @throws Error for other flags, such as `g` and `y`: with these an expression remembers where it stopped */
export function patternOf({ source, flags }: RegExp): Pattern {
  if (!STATELESS_FLAGS.test(flags)) throw new Error(`/${source}/${flags}: only the flags imsu`);
  return flags === '' ? { source } : { source, flags };
}

export const regExpOf = ({ source, flags }: Pattern): RegExp => new RegExp(source, flags);

export const matches = (pattern: Pattern, text: string): boolean => regExpOf(pattern).test(text);
