import { nameIn, refuseSecond, refuseStart } from './refusals.ts';
import type { FastaRules, FastaSequence, Refuse } from './rules.ts';
import { MOST_BYTES_AT_ONCE, weigh, wrongLetter } from './letters.ts';
import { LineLengths } from './line-lengths.ts';

const LF = 10;
const CR = 13;
const HEADER = 62;
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');
/** The part of a header that is kept. A name is far shorter. */
const HEADER_CHARACTERS = 16_384;

type Open = { -readonly [K in keyof FastaSequence]: FastaSequence[K] };

/** Reads FASTA piece by piece, and refuses text that tools would misread. */
export class FastaReader {
  readonly sequences: FastaSequence[] = [];
  readonly #rules: FastaRules;
  readonly #refuse: Refuse;
  readonly #lines = new Map<string, Open>();
  #sequence: Open | undefined;
  #lengths = new LineLengths();
  /** The current line: its number, its offset, and its content so far. */
  #line = 1;
  #lineAt = 0;
  #bytes = 0;
  #bases = 0;
  #header: string | undefined;
  #endsInCr = false;
  /** The line before the first base that has only a carriage return. */
  #blankAt: number | undefined;

  constructor(rules: FastaRules, refuse: Refuse) {
    this.#rules = rules;
    this.#refuse = refuse;
  }

  add(chunk: Buffer): void {
    let start = this.#lineAt === 0 && this.#bytes === 0 ? this.#skipMark(chunk) : 0;
    while (start < chunk.length) {
      const newline = chunk.indexOf(LF, start);
      const end = newline === -1 ? chunk.length : newline;
      this.#addPart(chunk, start, end);
      if (newline !== -1) this.#endLine();
      start = end + 1;
    }
  }

  /** @returns the sequences; at least one, each with a unique name and with bases */
  end(): readonly FastaSequence[] {
    if (this.#bytes > 0) this.#endLine();
    this.#endSequence();
    if (this.sequences.some(({ bases }) => bases > 0)) return this.sequences;
    if (this.#lineAt === 0) this.#refuse('is empty: it holds no text', COPY_AGAIN);
    return this.#refuse('holds no sequence', COPY_AGAIN);
  }

  #skipMark(chunk: Buffer): number {
    if (!chunk.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)) return 0;
    if (this.#rules.byteOrderMark !== true) {
      this.#refuse(
        'begins with a byte-order mark, which this tool cannot read',
        'Delete its first three bytes: tail -c +4 g.fa > new.fa.',
      );
    }
    this.#lineAt = BYTE_ORDER_MARK.length;
    return BYTE_ORDER_MARK.length;
  }

  #addPart(chunk: Buffer, start: number, end: number): void {
    if (end === start) return;
    if (this.#bytes === 0 && chunk[start] === HEADER) this.#header = '';
    this.#bytes += end - start;
    if (this.#header !== undefined) {
      const lacking = HEADER_CHARACTERS - this.#header.length;
      if (lacking > 0)
        this.#header += chunk.toString('utf8', start, Math.min(end, start + lacking));
      return;
    }
    if (this.#endsInCr) this.#refuseLetter(CR_ALONE);
    this.#endsInCr = chunk[end - 1] === CR;
    const stop = this.#endsInCr ? end - 1 : end;
    if (stop === start) return;
    if (!this.#sequence) refuseStart(chunk.toString('utf8', start, stop), this.#line, this.#refuse);
    this.#bases += stop - start;
    if (this.#rules.anyLetters === true) return;
    for (let from = start; from < stop; from += MOST_BYTES_AT_ONCE) {
      const to = Math.min(stop, from + MOST_BYTES_AT_ONCE - 1);
      const weight = weigh(chunk, from, to);
      if (weight >= MOST_BYTES_AT_ONCE) {
        this.#refuseLetter(wrongLetter(chunk, from, to));
      }
      (this.#sequence as Open).acgtBases += weight;
    }
  }

  #endLine(): void {
    if (this.#header !== undefined) this.#startSequence(this.#header);
    else if (this.#sequence) this.#endBases(this.#sequence);
    this.#lineAt += this.#bytes + 1;
    this.#line += 1;
    this.#bytes = 0;
    this.#bases = 0;
    this.#header = undefined;
    this.#endsInCr = false;
  }

  #endBases(sequence: Open): void {
    if (this.#bases === 0 && this.#bytes > 0 && sequence.bases === 0) this.#blankAt ??= this.#line;
    if (this.#bases > 0 && sequence.bases === 0) {
      if (this.#blankAt !== undefined) {
        this.#refuse(
          `has only a carriage return in line ${this.#blankAt}, before the bases of ${sequence.name}`,
          'Tools count it as a base. Delete that line.',
        );
      }
      sequence.offsetBytes = this.#lineAt;
    }
    sequence.bases += this.#bases;
    this.#lengths.add(this.#line, this.#bases, this.#bytes + 1);
    const { uneven } = this.#lengths;
    if (uneven !== undefined && this.#rules.indexed === true) {
      this.#refuse(
        `cannot have an index: it ${uneven}`,
        'Give its lines one length: seqtk seq -l 60 g.fa > new.fa.',
      );
    }
  }

  #startSequence(header: string): void {
    this.#endSequence();
    const name = nameIn(header, this.#line, this.#refuse);
    const key = this.#rules.keyOf?.(name) ?? name;
    const known = this.#lines.get(key);
    if (known && this.#rules.anyLetters !== true) {
      refuseSecond(known, { name, line: this.#line }, this.#refuse);
    }
    this.#sequence = {
      ...{ name, line: this.#line, offsetBytes: 0 },
      ...{ lineBases: 0, lineBytes: 0, bases: 0, acgtBases: 0 },
    };
    this.#lines.set(key, this.#sequence);
    this.#lengths = new LineLengths();
    this.#blankAt = undefined;
  }

  #endSequence(): void {
    const sequence = this.#sequence;
    if (!sequence) return;
    if (sequence.bases === 0 && this.#rules.anyLetters !== true) {
      this.#refuse(
        `has no bases for the sequence ${sequence.name}, in line ${sequence.line}`,
        'Add its bases, or delete its header. Copy the file again if it was cut short.',
      );
    }
    sequence.lineBases = this.#lengths.lineBases;
    sequence.lineBytes = this.#lengths.lineBytes;
    this.sequences.push(sequence);
    this.#sequence = undefined;
  }

  #refuseLetter({ what, advice }: { readonly what: string; readonly advice: string }) {
    this.#refuse(`has ${what} in line ${this.#line}, among the bases`, advice);
  }
}

const COPY_AGAIN = 'Expected names after ">", then bases. Copy the file again, or make it again.';
const CR_ALONE = {
  what: 'a carriage return in the middle',
  advice: 'Expected one kind of line end: \\n or \\r\\n.',
};
