import type { InspectedFile } from '@joblayer/job-runtime';
import { plain } from './genome-lengths.ts';

/** Whether a VCF has a variant that ends beyond a position: by POS and REF, or by END in INFO. */
export async function hasVariantBeyond(file: InspectedFile, position: number): Promise<boolean> {
  let rest = '';
  for await (const piece of await plain(file)) {
    const lines = (rest + Buffer.from(piece).toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    if (lines.some((line) => endOf(line) > position)) return true;
  }
  return endOf(rest) > position;
}

/** The last position of a variant; 0 for a header line. */
function endOf(line: string): number {
  if (line.startsWith('#')) return 0;
  const [, pos = '', , ref = '', , , , info = ''] = line.split('\t', 8);
  const [, end = ''] = /(?:^|;)END=(\d+)/.exec(info) ?? [];
  return Math.max(Number(pos) + ref.length - 1, Number(end));
}
