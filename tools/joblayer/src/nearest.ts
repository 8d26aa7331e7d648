import leven from 'leven';

/** At most this share of a name may be wrong: a further one is no slip of the keyboard. */
const MOST_WRONG = 0.4;

/** The known name that was probably meant, if there is one. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((each) => ({ each, distance: leven(name.toLowerCase(), each.toLowerCase()) }))
    .filter(({ distance }) => distance <= Math.max(1, name.length * MOST_WRONG))
    .sort((a, b) => a.distance - b.distance);
  return best?.each;
}
