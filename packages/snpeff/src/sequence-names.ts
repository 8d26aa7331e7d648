/**
 * A sequence's name as snpEff simplifies it (its class ChromosomeSimpleName). Two names with an
 * equal result are the same sequence. `simple` of `database-names.ts` does the same in awk.
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
