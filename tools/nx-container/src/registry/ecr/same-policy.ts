import { isDeepStrictEqual } from 'node:util';

/**
 * Whether two policies (JSON texts) are equivalent. AWS returns a list of one as its only element,
 * and other lists in another order.
 */
export function samePolicy(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return isDeepStrictEqual(normal(parse(a)), normal(parse(b)));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function normal(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value
      .map(normal)
      .toSorted((x, y) => compare(JSON.stringify(x), JSON.stringify(y)));
    return items.length === 1 ? items[0] : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([x], [y]) => compare(x, y));
  return Object.fromEntries(entries.map(([key, item]) => [key, normal(item)]));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
