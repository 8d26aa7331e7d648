import { ByteReader } from '../heads/byte-reader.ts';
import { readBamHead } from '../heads/bam.ts';
import { readCramHead } from '../heads/cram.ts';
import { type Sequence, sequenceOf } from '../heads/head.ts';
import { isDamage } from '../heads/is-damage.ts';
import { END_OF_FILE } from '../fasta/bgzf.ts';
import type { Refuse } from '../fasta/rules.ts';
import { BamRecords } from './bam-records.ts';
import {
  type CheckContext,
  type CheckedFile,
  type GenomeSequence,
  openChecked,
  refuseFor,
} from './checked-file.ts';
import { refuseOtherGenome } from './same-genome.ts';
import { readLines, shown } from './text-lines.ts';

export interface AlignmentsCheck extends CheckedFile {
  /** At least one of the sequences must be here, and none may have another length. */
  readonly genome?: readonly GenomeSequence[] | undefined;
  /**
   * Whether to read no more than the header and the end, as `samtools quickcheck` does. For large
   * files of tools that report damaged blocks themselves. Then `records` is undefined.
   */
  readonly endsOnly?: boolean;
}

export interface CheckedAlignments {
  /** Undefined for CRAM, whose records only a decoder counts. */
  readonly records: number | undefined;
  readonly sequences: readonly Sequence[];
}

const EXPECTED = 'Expected alignments as BAM, CRAM or SAM, with a header.';
const CUT_SHORT =
  'Copy it again, or make it again. samtools quickcheck -v shows whether it is whole.';
const FIELDS_OF_SAM = 11;
/** The container that ends a CRAM 3: https://samtools.github.io/hts-specs/CRAMv3.pdf, 9 */
const CRAM_END = Buffer.from(
  '0f000000ffffffff0fe0454f4600000000010005bdd94f0001000606010001000100ee63014b',
  'hex',
);

/** `checkAlignments` of `index.ts`. */
export async function checkAlignments(
  check: AlignmentsCheck,
  context: CheckContext,
): Promise<CheckedAlignments> {
  const refuse = refuseFor(check);
  const { pieces, compression } = await openChecked(check, context);
  const bytes = new ByteReader(pieces);
  try {
    const start = (await bytes.peek(4)).toString('latin1');
    const found =
      start === 'BAM\x01' && compression !== 'none'
        ? await readBam(bytes, check.endsOnly === true, refuse)
        : start === 'CRAM'
          ? await readCram(bytes, check.endsOnly === true, refuse)
          : await readSam(bytes, refuse);
    if (check.endsOnly === true) await checkEnd(check, context, refuse);
    const sequences = found.sequences.map(({ name, length }) => ({ name, bases: length }));
    refuseOtherGenome(sequences, check.genome, refuse);
    return found;
  } finally {
    await bytes.close();
  }
}

async function readBam(
  bytes: ByteReader,
  endsOnly: boolean,
  refuse: Refuse,
): Promise<CheckedAlignments> {
  const head = await orUndefined(readBamHead(bytes));
  if (!head) return refuse('is cut short or damaged in its header', CUT_SHORT);
  if (endsOnly) return { records: undefined, sequences: head.sequences };
  const records = new BamRecords();
  for await (const piece of bytes.rest()) records.add(piece as Buffer);
  if (!records.isWhole) refuse(`is cut short or damaged in record ${records.records}`, CUT_SHORT);
  return { records: records.records, sequences: head.sequences };
}

/** BAM and CRAM end with a block without records. A file that is cut short lacks it. */
async function checkEnd(
  { file }: AlignmentsCheck,
  { resolve }: CheckContext,
  refuse: Refuse,
): Promise<void> {
  const { open } = await import('node:fs/promises');
  const handle = await open(resolve(file.path));
  try {
    const { size } = await handle.stat();
    const start = Buffer.alloc(5);
    await handle.read(start, 0, start.length, 0);
    const end = endOf(start);
    if (!end) return;
    const last = Buffer.alloc(end.length);
    await handle.read(last, 0, end.length, Math.max(0, size - end.length));
    if (!last.equals(end)) refuse('is cut short: it lacks the block at its end', CUT_SHORT);
  } finally {
    await handle.close();
  }
}

/** Undefined for SAM, and for versions of CRAM with another end. */
function endOf(start: Buffer): Buffer | undefined {
  if (start[0] === 0x1f) return END_OF_FILE;
  return start.toString('latin1') === 'CRAM\x03' ? CRAM_END : undefined;
}

async function readCram(
  bytes: ByteReader,
  endsOnly: boolean,
  refuse: Refuse,
): Promise<CheckedAlignments> {
  // The reader knows version 3 only. The tool reads others, or reports them.
  if ((await bytes.peek(5))[4] !== 3) return { records: undefined, sequences: [] };
  const head = await orUndefined(readCramHead(bytes));
  if (!head) return refuse('is cut short or damaged in its header', CUT_SHORT);
  if (endsOnly) return { records: undefined, sequences: head.sequences };
  let end: Buffer = Buffer.alloc(0);
  for await (const piece of bytes.rest()) {
    end = Buffer.concat([end, piece]).subarray(-CRAM_END.length);
  }
  // A file without reads may be read to its end with its header.
  if (head.hasReads && !end.equals(CRAM_END))
    refuse('is cut short: it lacks the container that ends a CRAM', CUT_SHORT);
  return { records: undefined, sequences: head.sequences };
}

async function readSam(bytes: ByteReader, refuse: Refuse): Promise<CheckedAlignments> {
  const sequences: Sequence[] = [];
  let records = 0;
  await readLines(bytes.rest() as AsyncIterable<Buffer>, (line, number) => {
    if (line === '') return;
    if (records === 0 && /^@[A-Z]{2}\t/.test(line)) {
      const sequence = sequenceOf(line);
      if (sequence) sequences.push(sequence);
      return;
    }
    const fields = line.split('\t', FIELDS_OF_SAM);
    const [, flags = '', , position = ''] = fields;
    if (fields.length < FIELDS_OF_SAM || !/^\d+$/.test(flags) || !/^\d+$/.test(position))
      refuse(`has in line ${number} no alignment: ${shown(line)}`, EXPECTED);
    records += 1;
  });
  if (records === 0 && sequences.length === 0)
    refuse('holds no alignments and no header', EXPECTED);
  return { records, sequences };
}

async function orUndefined<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isDamage(error)) return undefined;
    throw error;
  }
}
