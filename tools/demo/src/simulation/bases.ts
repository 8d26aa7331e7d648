const BASES = ['A', 'C', 'G', 'T'] as const;
const COMPLEMENT: Readonly<Record<string, string>> = { A: 'T', C: 'G', G: 'C', T: 'A' };

export const reverseComplement = (bases: string): string =>
  Array.from(bases, (base) => COMPLEMENT[base] ?? 'N')
    .reverse()
    .join('');

/**
 * The bases as a sequencer reads them.
 *
 * @param errorRate wrong bases per base, 0 to 1
 * @param random gives numbers from 0 to 1
 */
export function withErrors(bases: string, errorRate: number, random: () => number): string {
  let read = '';
  for (const base of bases) read += random() < errorRate ? otherBase(base, random) : base;
  return read;
}

function otherBase(base: string, random: () => number): string {
  const others = BASES.filter((other) => other !== base);
  return others[Math.floor(random() * others.length)] ?? base;
}
