import { type ErrorPattern, regExpOf } from '@joblayer/tool-definition';
import { StderrTail } from './stderr-tail.ts';

/** How much of a line is compared with the error patterns. */
const LINE_CHARACTERS = 4096;

/** An error pattern of the definition, and the line of stderr that matched it. */
export interface Heard {
  readonly errorPattern: ErrorPattern;
  readonly line: string;
}

/** Keeps the stderr of a step's stages apart. The last lines of one stage do not explain why another failed. */
export class StepStderr {
  readonly #stages: readonly Stage[];

  constructor(stages: number, errorPatterns: readonly ErrorPattern[] = []) {
    this.#stages = Array.from({ length: stages }, () => new Stage(errorPatterns));
  }

  add(chunk: Buffer, stage: number): void {
    this.#stages[stage]?.add(chunk);
  }

  /** @param stage its position in the pipeline */
  of(stage: number): Stage {
    return this.#stages[stage] ?? new Stage([]);
  }

  /** The first match of any stage. */
  get heard(): Heard | undefined {
    return this.#stages.map(({ heard }) => heard).find((heard) => heard !== undefined);
  }

  /** The end of each stage's stderr. */
  text(): string {
    return this.#stages.map(({ tail }) => tail.text()).join('\n');
  }
}

/** The stderr of one stage of a step. */
class Stage {
  readonly tail = new StderrTail();
  readonly #errorPatterns: readonly (readonly [RegExp, ErrorPattern])[];
  #line = '';
  #heard: Heard | undefined;

  constructor(errorPatterns: readonly ErrorPattern[]) {
    this.#errorPatterns = errorPatterns.map((each) => [regExpOf(each.pattern), each]);
  }

  add(chunk: Buffer): void {
    this.tail.add(chunk);
    if (this.#errorPatterns.length === 0 || this.#heard) return;
    const lines = (this.#line + chunk.toString('utf8')).split(/[\r\n]+/);
    this.#line = (lines.pop() ?? '').slice(0, LINE_CHARACTERS);
    for (const line of lines) this.#listen(line);
  }

  get heard(): Heard | undefined {
    this.#listen(this.#line);
    return this.#heard;
  }

  #listen(line: string): void {
    if (this.#heard) return;
    const match = this.#errorPatterns.find(([regExp]) => regExp.test(line));
    if (match) this.#heard = { errorPattern: match[1], line: line.trim() };
  }
}
