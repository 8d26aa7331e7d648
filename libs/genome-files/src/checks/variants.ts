import {
  type CheckContext,
  type CheckedFile,
  type GenomeSequence,
  openChecked,
  refuseFor,
} from './checked-file.ts';
import { refuseOtherGenome } from './same-genome.ts';
import { readLines, shown } from './text-lines.ts';

export interface VariantsCheck extends CheckedFile {
  /** The variants must be sorted by position, as an index needs them. */
  readonly sorted?: boolean;
  /** At least one of the sequences must be here, and none may have another length. */
  readonly genome?: readonly GenomeSequence[] | undefined;
}

export interface CheckedVariants {
  readonly records: number;
  /** The sequences that have variants, in the order of the file. */
  readonly sequences: readonly string[];
}

const HEADINGS = '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO';
const FIELDS = 8;
const EXPECTED =
  'Expected VCF: a line that begins with ##fileformat=VCF, the line #CHROM, and variants of 8 fields or more, separated by tabs.';

/** `checkVariants` of `index.ts`. */
export async function checkVariants(
  check: VariantsCheck,
  context: CheckContext,
): Promise<CheckedVariants> {
  const refuse = refuseFor(check);
  const { pieces } = await openChecked(check, context);
  const reader = new VariantsReader(check);
  await readLines(pieces, (line, number) => reader.take(line, number));
  if (!reader.hasHeadings) refuse('has no line that begins with #CHROM', EXPECTED);
  const sequences = [...reader.sequences];
  refuseOtherGenome(
    sequences.map((name) => ({ name, bases: reader.lengths.get(name) })),
    check.genome,
    refuse,
  );
  return { records: reader.records, sequences };
}

class VariantsReader {
  records = 0;
  hasHeadings = false;
  readonly sequences = new Set<string>();
  readonly lengths = new Map<string, number>();
  readonly #check: VariantsCheck;
  #sequence = '';
  #position = 0;

  constructor(check: VariantsCheck) {
    this.#check = check;
  }

  take(line: string, number: number): void {
    const refuse = refuseFor(this.#check);
    if (number === 1 && !line.startsWith('##fileformat=VCF'))
      refuse(`begins with ${shown(line)}`, EXPECTED);
    if (line.startsWith('##contig=')) return this.#takeContig(line);
    if (line.startsWith(HEADINGS)) this.hasHeadings = true;
    if (line.startsWith('#') || line === '') return;
    const [sequence = '', position = '', ...rest] = line.split('\t', FIELDS);
    if (rest.length < FIELDS - 2 || !/^\d+$/.test(position))
      refuse(`has in line ${number} no variant: ${shown(line)}`, EXPECTED);
    if (this.#check.sorted) this.#expectSorted(sequence, Number(position), number);
    this.records += 1;
    this.sequences.add(sequence);
    [this.#sequence, this.#position] = [sequence, Number(position)];
  }

  #takeContig(line: string): void {
    const [, name] = /[<,]ID=([^,>]+)/.exec(line) ?? [];
    const [, length] = /[<,]length=(\d+)/.exec(line) ?? [];
    if (name !== undefined && length !== undefined) this.lengths.set(name, Number(length));
  }

  #expectSorted(sequence: string, position: number, number: number): void {
    const isSame = sequence === this.#sequence;
    if (isSame ? position >= this.#position : !this.sequences.has(sequence)) return;
    refuseFor(this.#check)(
      `is not sorted by position: line ${number} has ${sequence}:${position} after ${this.#sequence}:${this.#position}`,
      'Sort it with bcftools sort.',
    );
  }
}
