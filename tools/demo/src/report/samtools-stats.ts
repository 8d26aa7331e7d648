/** The "summary numbers" of a `samtools stats` file: lines `SN<TAB>name:<TAB>value[<TAB># comment]`. */
export function summaryNumbers(stats: string): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const line of stats.split('\n')) {
    const [section, name, value] = line.split('\t');
    if (section !== 'SN' || !name?.endsWith(':') || !value) continue;
    const number = Number(value);
    if (!Number.isNaN(number)) numbers.set(name.slice(0, -1), number);
  }
  return numbers;
}
