import { BCF_MAGIC, BcfRecords } from './bcf-records.ts';
import {
  type CheckContext,
  type CheckedFile,
  type GenomeSequence,
  openChecked,
  refuseFor,
} from './checked-file.ts';
import { refuseOtherGenome } from './same-genome.ts';
import { readLines } from './text-lines.ts';
import { EXPECTED_VARIANTS, type VariantPosition, VariantsReader } from './variants-reader.ts';

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
  /** The sequences of the header, and their lengths if it states them. */
  readonly contigs: ReadonlyMap<string, number | undefined>;
  /** The samples, in the order of the columns. */
  readonly samples: readonly string[];
  /** The first and the last record; undefined without records. */
  readonly first: VariantPosition | undefined;
  readonly last: VariantPosition | undefined;
}

/** `checkVariants` of `index.ts`. */
export async function checkVariants(
  check: VariantsCheck,
  context: CheckContext,
): Promise<CheckedVariants> {
  const refuse = refuseFor(check);
  const { pieces } = await openChecked(check, context);
  const reader = new VariantsReader(check);
  await readInto(reader, pieces, check);
  if (!reader.hasHeadings) refuse('has no line that begins with #CHROM', EXPECTED_VARIANTS);
  const { records, contigs, samples, first, last } = reader;
  const sequences = [...reader.sequences];
  refuseOtherGenome(
    sequences.map((name) => ({ name, bases: contigs.get(name) })),
    check.genome,
    refuse,
  );
  return { records, sequences, contigs, samples, first, last };
}

async function readInto(
  reader: VariantsReader,
  pieces: AsyncIterable<Buffer>,
  check: VariantsCheck,
): Promise<void> {
  const iterator = pieces[Symbol.asyncIterator]();
  const { value: first } = (await iterator.next()) as { readonly value: Buffer | undefined };
  const all = (async function* () {
    if (first) yield first;
    yield* { [Symbol.asyncIterator]: () => iterator };
  })();
  if (first?.toString('latin1', 0, BCF_MAGIC.length) !== BCF_MAGIC)
    return readLines(all, (line, number) => reader.take(line, number));
  const bcf = new BcfRecords(
    (text) => text.split('\n').forEach((line, index) => reader.take(line, index + 1)),
    (sequence, position, number) => reader.takeRecord(sequence, position + 1, number),
  );
  for await (const piece of all) bcf.add(piece);
  if (!bcf.isWhole) refuseFor(check)('is cut short or damaged', 'Copy it again, or make it again.');
}
