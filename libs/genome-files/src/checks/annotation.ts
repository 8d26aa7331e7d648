import type { Refuse } from '../fasta/rules.ts';
import { attributePattern, type Feature, featureOf, hasOpenQuote } from './annotation-line.ts';
import {
  type CheckContext,
  type CheckedFile,
  type GenomeSequence,
  openChecked,
  refuseFor,
} from './checked-file.ts';
import { refuseOtherGenome } from './same-genome.ts';
import { readLines, shown } from './text-lines.ts';

/** The features that the tool reads. Without one of them it makes nothing of the annotation. */
export interface NeededFeatures {
  /** By their type in column 3: `exon`. */
  readonly types: readonly string[];
  /** Each of them must have one of these attributes: `gene_id`. */
  readonly attributes?: readonly string[];
  /** What to do if there is none: `Give the type with --feature-type.` */
  readonly advice: string;
}

export interface AnnotationCheck extends CheckedFile {
  readonly needed?: NeededFeatures | undefined;
  /** At least one sequence must be here, and no feature may lie beyond the end of its sequence. */
  readonly genome?: readonly GenomeSequence[] | undefined;
  /** With `genome`: refuses an annotation with a sequence that the genome lacks. */
  readonly everySequence?: boolean;
}

export interface CheckedAnnotation {
  readonly records: number;
  /** The sequences that have features, in the order of the file. */
  readonly sequences: readonly string[];
}

const EXPECTED =
  'Expected GTF or GFF3: nine columns separated by tabs, with start and end from 1 in columns 4 and 5.';
const SAME_GENOME = 'Give files of one genome, in one release.';

/** `checkAnnotation` of `index.ts`. */
export async function checkAnnotation(
  check: AnnotationCheck,
  context: CheckContext,
): Promise<CheckedAnnotation> {
  const refuse = refuseFor(check);
  const { pieces } = await openChecked(check, context);
  const reader = new AnnotationReader(check.needed, refuse);
  await readLines(pieces, (line, number) => reader.take(line, number));
  reader.end();
  checkGenome(check, reader, refuse);
  return { records: reader.records, sequences: [...reader.ends.keys()] };
}

/** The last base that a feature of a sequence has, and its line. */
interface End {
  base: number;
  line: number;
}

class AnnotationReader {
  records = 0;
  readonly ends = new Map<string, End>();
  /** Features of these may go on beyond the end, at the start. */
  readonly circular = new Set<string>();
  readonly #types = new Set<string>();
  readonly #needed: NeededFeatures | undefined;
  readonly #attributes: readonly RegExp[];
  readonly #refuse: Refuse;
  #last = { attributes: '', line: 0 };
  #isAtEnd = false;
  #hasNeeded = false;

  constructor(needed: NeededFeatures | undefined, refuse: Refuse) {
    this.#needed = needed;
    this.#attributes = (needed?.attributes ?? []).map(attributePattern);
    this.#refuse = refuse;
  }

  take(line: string, number: number): void {
    // The sequences of a GFF3 follow its features.
    if (this.records > 0 && /^(##FASTA|>)/.test(line)) this.#isAtEnd = true;
    if (this.#isAtEnd || line.startsWith('#') || line.trim() === '') return;
    const feature = featureOf(line);
    if (!feature) this.#refuse(`has in line ${number} no feature: ${shown(line)}`, EXPECTED);
    this.#add(feature, number);
  }

  end(): void {
    if (hasOpenQuote(this.#last.attributes))
      this.#refuse(
        `is cut short in line ${this.#last.line}`,
        'Copy the file again, or make it again.',
      );
    if (this.records === 0) this.#refuse('has no feature', EXPECTED);
    if (!this.#needed || this.#hasNeeded) return;
    const types = [...this.#types].slice(0, 5).join(', ');
    const { types: needed, advice } = this.#needed;
    this.#refuse(`has no feature of the type ${needed.join(' or ')}. It has ${types}`, advice);
  }

  #add(feature: Feature, line: number): void {
    const { sequence, type, end, attributes } = feature;
    this.records += 1;
    this.#types.add(type);
    this.#last = { attributes, line };
    const last = this.ends.get(sequence);
    if (!last) this.ends.set(sequence, { base: end, line });
    else if (end > last.base) Object.assign(last, { base: end, line });
    if (/(?:^|;)Is_circular=true/i.test(attributes)) this.circular.add(sequence);
    if (this.#needed?.types.includes(type)) this.#addNeeded(attributes, line, type);
  }

  #addNeeded(attributes: string, line: number, type: string): void {
    this.#hasNeeded = true;
    const names = this.#needed?.attributes;
    if (!names || this.#attributes.some((pattern) => pattern.test(attributes))) return;
    this.#refuse(
      `has in line ${line} the type ${type} without the attribute ${names.join(' or ')}: ${shown(attributes)}`,
      this.#needed.advice,
    );
  }
}

function checkGenome(
  { genome, everySequence = false }: AnnotationCheck,
  { ends, circular }: AnnotationReader,
  refuse: Refuse,
): void {
  if (!genome) return;
  refuseOtherGenome(
    [...ends.keys()].map((name) => ({ name })),
    genome,
    refuse,
  );
  const lengths = new Map(genome.map(({ name, bases }) => [name, bases]));
  for (const [name, { base, line }] of ends) {
    const bases = lengths.get(name);
    if (bases === undefined && everySequence)
      refuse(`names ${name}, which the genome lacks`, SAME_GENOME);
    if (bases !== undefined && base > bases && !circular.has(name))
      refuse(
        `has in line ${line} a feature that ends beyond ${name}, which has ${bases} bases`,
        SAME_GENOME,
      );
  }
}
