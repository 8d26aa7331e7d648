import type { InspectedFile } from '@joblayer/job-runtime';
import { plain } from './genome-lengths.ts';
import { isDamage } from './is-damage.ts';

/** https://samtools.github.io/hts-specs/VCFv4.4.pdf, 1.1 and 6.2 */
const STARTS = ['##fileformat=VCF', 'BCF\x02'];
const isStart = (text: string): boolean => STARTS.some((start) => text.startsWith(start));
const END = /\n#CHROM\tPOS\t/;
const SHOWN = 40;

export interface VariantsHead {
  /** What is wrong with the header, without the file's name. */
  readonly problem?: string;
  /** The lengths of the sequences that it names; NaN for a length that it does not state. */
  readonly sequences: ReadonlyMap<string, number>;
}

/** Reads a VCF or a BCF up to the end of its header. A BCF holds the same text after its first bytes. */
export async function readVariantsHead(file: InspectedFile): Promise<VariantsHead> {
  const faulty = (problem: string): VariantsHead => ({ problem, sequences: new Map() });
  if (file.sizeBytes === 0) return faulty('has 0 bytes');
  const pieces: string[] = [];
  try {
    for await (const piece of await plain(file)) {
      const last = (pieces.at(-1) ?? '').slice(-SHOWN);
      pieces.push(Buffer.from(piece).toString('latin1'));
      if (END.test(last + pieces.at(-1)) || isOther(pieces)) break;
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
    return faulty('is cut short or damaged in its header');
  }
  const text = pieces.join('');
  if (!isStart(text)) return faulty(`begins with ${JSON.stringify(text.slice(0, SHOWN))}`);
  if (!END.test(text)) return faulty('has no line that begins with #CHROM');
  return { sequences: sequencesIn(text) };
}

/** Whether the first bytes are of another format. The first pieces may be short. */
function isOther(pieces: readonly string[]): boolean {
  const start = pieces.slice(0, SHOWN).join('');
  return start.length >= SHOWN && !isStart(start);
}

function sequencesIn(text: string): ReadonlyMap<string, number> {
  const sequences = new Map<string, number>();
  for (const [line] of text.matchAll(/^##contig=.*$/gm)) {
    const [, name] = /[<,]ID=([^,>]+)/.exec(line) ?? [];
    const [, length] = /[<,]length=(\d+)/.exec(line) ?? [];
    if (name !== undefined) sequences.set(name, length === undefined ? NaN : Number(length));
  }
  return sequences;
}
