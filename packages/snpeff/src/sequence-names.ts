/**
 * A sequence's name as snpEff simplifies it (its class ChromosomeSimpleName): two names are one where this is equal. The
 * same as `simple` of `database-names.ts`, which is awk.
 */
export function simpleName(name: string): string {
  let simple = name;
  let before: string;
  do {
    before = simple;
    if (!/^chr(omo(some)?)?$/i.test(simple))
      simple = simple.replace(/^chr(omo(some)?)?[:_-]?/i, '');
    if (simple !== '0') simple = simple.replace(/^0/, '');
  } while (simple !== before);
  return simple;
}
