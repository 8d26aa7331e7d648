import { areAll, BASES, BLANKS, QUALITIES } from './characters.ts';
import { FastqError } from './fastq-error.ts';
import { Lines } from './lines.ts';

/** The start of a record, as far as comparing files needs it. */
export interface FastqRecord {
  readonly name: string;
  /** The text after the first blank of the line. */
  readonly comment: string;
  readonly bases: string;
  readonly qualities: string;
}

const CARRIAGE_RETURN = 0x0d;
const AT = 0x40;
const PLUS = 0x2b;
const SPACE = 0x20;
/** The limit of SAM for a name. */
const MOST_NAME_BYTES = 254;
/** The number of first records kept to compare files, and the characters kept of each. */
const HEAD_RECORDS = 100;
const HEAD_CHARACTERS = 1000;
const SHOWN_CHARACTERS = 60;

/**
 * Reads FASTQ as bwa does (klib's kseq.h). Throws where bwa would stop without an error or misread:
 * a record cut short, text between records. Bases and qualities may span lines. Lines may end in CR
 * LF. Blank lines may follow the last record.
 */
export class FastqParser {
  records = 0;
  readonly #head: { name: string; comment: string; bases: string; qualities: string }[] = [];
  /** The names of the records since the last call of takeNames, in order. */
  #names: string[] = [];
  readonly #lines = new Lines((bytes, start, end) => this.#take(bytes, start, end));
  #line = 0;
  #expects: 'name' | 'bases' | 'qualities' = 'name';
  #nameLine = 0;
  #blankLine: number | undefined;
  #baseCount = 0;
  #qualityCount = 0;
  #hasEmptyLine = false;

  /** The first records. */
  get head(): readonly FastqRecord[] {
    return this.#head.slice(0, this.records);
  }

  takeNames(): string[] {
    const names = this.#names;
    this.#names = [];
    return names;
  }

  add(chunk: Buffer): void {
    this.#lines.add(chunk);
  }

  /** Checks the end of the file. */
  end(): void {
    this.#lines.end();
    if (this.#expects === 'name') return;
    // The record is an empty read, whose empty line of qualities lacks a line feed.
    if (this.#expects === 'qualities' && this.#baseCount === 0) return this.#finish();
    throw new FastqError(`ends within the record that begins in line ${this.#nameLine}`);
  }

  /** Parses the line in bytes[start, end), without its line feed. */
  #take(bytes: Buffer, start: number, lineEnd: number): void {
    this.#line += 1;
    const end = lineEnd > start && bytes[lineEnd - 1] === CARRIAGE_RETURN ? lineEnd - 1 : lineEnd;
    if (this.#expects === 'name') return this.#takeName(bytes, start, end);
    if (this.#expects === 'qualities') return this.#takeQualities(bytes, start, end);
    if (bytes[start] === PLUS) {
      this.#expects = 'qualities';
      return;
    }
    // bwa would read the carriage return as a base.
    if (start === end && lineEnd > end) throw this.#refuse('is empty, and ends in CR LF', '');
    this.#takeBases(bytes, start, end);
  }

  #takeName(bytes: Buffer, start: number, end: number): void {
    if (areAll(BLANKS, bytes, start, end)) {
      this.#blankLine ??= this.#line;
      return;
    }
    if (this.#blankLine !== undefined) {
      throw new FastqError(
        `has a blank line ${this.#blankLine}, and more text after it, in line ${this.#line}`,
      );
    }
    const text = () => bytes.toString('latin1', start, end);
    if (bytes[start] !== AT) throw this.#refuse('does not begin with "@"', text());
    let nameEnd = start + 1;
    while (nameEnd < end && (bytes[nameEnd] as number) > SPACE) nameEnd += 1;
    const nameBytes = nameEnd - start - 1;
    if (nameBytes === 0) throw this.#refuse('has no name after the "@"', text());
    if (nameBytes > MOST_NAME_BYTES) {
      throw this.#refuse(`has a name of more than ${MOST_NAME_BYTES} characters`, text());
    }
    // In SAM, the line would be a header line.
    if (bytes[start + 1] === AT) throw this.#refuse('has a name that begins with "@"', text());
    const name = bytes.toString('latin1', start + 1, nameEnd);
    this.#names.push(name);
    if (this.records < HEAD_RECORDS) {
      const comment = bytes.toString('latin1', Math.min(nameEnd + 1, end), end);
      this.#head.push({ name, comment, bases: '', qualities: '' });
    }
    this.#nameLine = this.#line;
    this.#expects = 'bases';
    this.#baseCount = this.#qualityCount = 0;
    this.#hasEmptyLine = false;
  }

  #takeBases(bytes: Buffer, start: number, end: number): void {
    const text = () => bytes.toString('latin1', start, end);
    if (this.#hasEmptyLine || (start === end && this.#baseCount > 0)) {
      throw this.#refuse('is not the line with "+" expected after the bases', text());
    }
    this.#hasEmptyLine = start === end;
    if (!areAll(BASES, bytes, start, end)) {
      throw this.#refuse('holds characters that are no bases', text());
    }
    this.#baseCount += end - start;
    const record = this.#head[this.records];
    if (record && record.bases.length < HEAD_CHARACTERS) {
      record.bases += text().slice(0, HEAD_CHARACTERS);
    }
  }

  #takeQualities(bytes: Buffer, start: number, end: number): void {
    const text = () => bytes.toString('latin1', start, end);
    if (!areAll(QUALITIES, bytes, start, end)) {
      throw this.#refuse('holds characters that are no qualities', text());
    }
    this.#qualityCount += end - start;
    const expected = `for ${this.#baseCount} bases of the record that begins in line ${this.#nameLine}`;
    if (this.#qualityCount > this.#baseCount) {
      throw this.#refuse(`has too many qualities, ${this.#qualityCount} ${expected}`, text());
    }
    if (start === end && this.#baseCount > 0) {
      throw this.#refuse(`has too few qualities, ${this.#qualityCount} ${expected}`, text());
    }
    const record = this.#head[this.records];
    if (record && record.qualities.length < HEAD_CHARACTERS) {
      record.qualities += text().slice(0, HEAD_CHARACTERS);
    }
    if (this.#qualityCount === this.#baseCount) this.#finish();
  }

  #finish(): void {
    this.records += 1;
    this.#expects = 'name';
  }

  #refuse(what: string, text: string): FastqError {
    const shown = JSON.stringify(text.slice(0, SHOWN_CHARACTERS));
    return new FastqError(`has a line ${this.#line} that ${what}: ${shown}`);
  }
}
