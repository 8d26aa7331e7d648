import { type CheckedFile, refuseFor } from './checked-file.ts';
import { shown } from './text-lines.ts';

type Check = CheckedFile & { readonly sorted?: boolean };

/** The position of a record, from 1. */
export interface VariantPosition {
  readonly sequence: string;
  readonly position: number;
}

const HEADINGS = '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO';
const FIELDS = 8;
/** The columns before the samples. */
const COLUMNS = 9;

export const EXPECTED_VARIANTS =
  'Expected VCF: a line that begins with ##fileformat=VCF, the line #CHROM, and variants of 8 fields or more, separated by tabs.';

/** Takes the lines of a VCF, or the header and the records of a BCF. */
export class VariantsReader {
  records = 0;
  hasHeadings = false;
  samples: readonly string[] = [];
  readonly sequences = new Set<string>();
  readonly contigs = new Map<string, number | undefined>();
  readonly #check: Check;
  /** The names of sequences by the numbers that a BCF's records have. */
  readonly #numbered: string[] = [];
  first: VariantPosition | undefined;
  last: VariantPosition | undefined;

  constructor(check: Check) {
    this.#check = check;
  }

  take(line: string, number: number): void {
    const refuse = refuseFor(this.#check);
    if (number === 1 && !line.startsWith('##fileformat=VCF'))
      refuse(`begins with ${shown(line)}`, EXPECTED_VARIANTS);
    if (line.startsWith('##contig=')) return this.#takeContig(line);
    if (line.startsWith(HEADINGS)) {
      this.hasHeadings = true;
      this.samples = line.split('\t').slice(COLUMNS);
    }
    if (line.startsWith('#') || line === '') return;
    const [sequence = '', position = '', ...rest] = line.split('\t', FIELDS);
    if (rest.length < FIELDS - 2 || !/^\d+$/.test(position))
      refuse(`has in line ${number} no variant: ${shown(line)}`, EXPECTED_VARIANTS);
    this.#add(sequence, Number(position), `line ${number}`);
  }

  /** A record of a BCF. */
  takeRecord(sequence: number, position: number, number: number): void {
    const name = this.#numbered[sequence];
    if (name === undefined)
      return refuseFor(this.#check)(
        `has in record ${number} a sequence that its header lacks`,
        'Copy it again, or make it again.',
      );
    this.#add(name, position, `record ${number}`);
  }

  #add(sequence: string, position: number, where: string): void {
    if (this.#check.sorted) this.#expectSorted(sequence, position, where);
    this.records += 1;
    this.sequences.add(sequence);
    this.last = { sequence, position };
    this.first ??= this.last;
  }

  #takeContig(line: string): void {
    const [, name] = /[<,]ID=([^,>]+)/.exec(line) ?? [];
    const [, length] = /[<,]length=(\d+)/.exec(line) ?? [];
    const [, index] = /[<,]IDX=(\d+)/.exec(line) ?? [];
    if (name === undefined) return;
    if (!this.contigs.has(name)) this.#numbered[Number(index ?? this.#numbered.length)] = name;
    this.contigs.set(name, length === undefined ? undefined : Number(length));
  }

  #expectSorted(sequence: string, position: number, where: string): void {
    const { last } = this;
    if (!last) return;
    const isSame = sequence === last.sequence;
    if (isSame ? position >= last.position : !this.sequences.has(sequence)) return;
    refuseFor(this.#check)(
      `is not sorted by position: ${where} has ${sequence}:${position} after ${last.sequence}:${last.position}`,
      'Sort it with bcftools sort.',
    );
  }
}
