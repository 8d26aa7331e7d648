/** The layout of a sequence's bases in lines, as an index states it. */
export interface Layout {
  /** Bases and bytes (with the line end) of each line except the last. */
  lineBases: number;
  lineBytes: number;
}

/**
 * Finds out whether all lines of a sequence except the last have one length. An index depends on
 * that.
 */
export class LineLengths implements Layout {
  lineBases = 0;
  lineBytes = 0;
  /** The reason why the sequence cannot be indexed, as the end of a sentence. */
  uneven: string | undefined;
  /** The last line that the sequence may have. */
  #last: { readonly line: number; readonly bases: number } | undefined;

  add(line: number, bases: number, bytes: number): void {
    if (this.uneven !== undefined) return;
    if (this.#last) {
      if (bases > 0) this.uneven = this.#tooShort(this.#last);
      return;
    }
    if (bases > 0 && this.lineBases === 0) {
      this.lineBases = bases;
      this.lineBytes = bytes;
      return;
    }
    if (bases > this.lineBases) this.uneven = this.#differs(line, bases);
    else if (bases > 0 && bytes - bases > this.lineBytes - this.lineBases) {
      this.uneven = `has another line end in line ${line} than in the lines before it`;
    } else if (bases < this.lineBases || bytes < this.lineBytes || bases === 0) {
      this.#last = { line, bases };
    }
  }

  #tooShort({ line, bases }: { readonly line: number; readonly bases: number }): string {
    if (bases === 0) return `has a blank line in the middle of a sequence, line ${line}`;
    if (bases === this.lineBases) {
      return `has another line end in line ${line} than in the lines before it`;
    }
    return this.#differs(line, bases);
  }

  #differs(line: number, bases: number): string {
    return `has lines of different lengths in one sequence: ${bases} bases in line ${line}, ${this.lineBases} in the lines before it`;
  }
}
