/** Damaged inputs of a case: what goes wrong with files on their way to a job. */
import type { ToolCase } from '../schema.ts';

/** What can be wrong with an input. */
export type DamageName = ToolCase['accepts'][number]['damage'];

/** One input of a case, and what is wrong with it. */
export interface Damage {
  /** The option that gives the input. */
  readonly option: string;
  /** Another option that an error may name instead, because the two do not belong together. */
  readonly partners: readonly string[];
  readonly name: DamageName;
  readonly file: string;
  readonly apply: (bytes: Buffer) => Buffer;
}

/** An input as the case's job has it. */
export interface GivenFile {
  readonly option: string;
  readonly file: string;
}

/** The columns, counted from 1, that the last line keeps when it is cut. It is incomplete then. */
const KEPT_COLUMNS: Readonly<Record<string, number>> = {
  sam: 5,
  vcf: 3,
  bed: 1,
  gtf: 4,
  gff: 4,
  gff3: 4,
};
const READS = new Set(['fq', 'fastq']);
const GENOMES = new Set(['fa', 'fasta', 'fna']);
const BINARY = new Set(['bam', 'cram', 'bcf', 'gz', 'bgz', 'zip']);
const HAS_POSITIONS = /\.(?:sam|bam|cram|vcf|bcf|bed|gtf|gff3?)(?:\.gz)?$/;
/** Lines of a record of FASTQ. */
const LINES_OF_READ = 4;

const extensionOf = (file: string): string => /[^./]+$/.exec(file)?.[0] ?? '';

/** All that is tried on the inputs of one job. A cut of FASTA cannot be seen, so it has none. */
export function damagesOf(inputs: readonly GivenFile[]): Damage[] {
  return inputs.flatMap((input) => [
    ...damageOfContent(input),
    ...otherGenome(input, inputs),
    ...fewerMates(input, inputs),
  ]);
}

function damageOfContent({ option, file }: GivenFile): Damage[] {
  const one = { option, partners: [], file };
  const extension = extensionOf(file);
  const cut = cutOf(extension);
  return [
    { ...one, name: 'empty', apply: () => Buffer.alloc(0) },
    ...(cut ? [{ ...one, name: 'cut', apply: cut } as const] : []),
    { ...one, name: 'web-page', apply: () => WEB_PAGE },
    { ...one, name: 'other-format', apply: () => PICTURE },
  ];
}

/** What a server sends instead of a file that is not there. */
const WEB_PAGE = Buffer.from(
  '<!DOCTYPE html>\n<html>\n<head><title>404 Not Found</title></head>\n<body>Not Found</body>\n</html>\n',
);

/** The start of a PNG. */
const PICTURE = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]),
  Buffer.from(Array.from({ length: 500 }, (_, index) => (index * 37 + 11) % 256)),
]);

function cutOf(extension: string): ((bytes: Buffer) => Buffer) | undefined {
  if (BINARY.has(extension)) return (bytes) => bytes.subarray(0, Math.floor(bytes.length / 2));
  // The last line has the qualities, which are then fewer than the bases.
  if (READS.has(extension)) return (bytes) => bytes.subarray(0, bytes.length - 5);
  const kept = KEPT_COLUMNS[extension];
  if (kept === undefined) return undefined;
  return (bytes) => {
    const lines = bytes.toString().trimEnd().split('\n');
    const last = lines.pop() ?? '';
    return Buffer.from([...lines, last.split('\t').slice(0, kept).join('\t')].join('\n'));
  };
}

/** A genome whose sequences have other names than those in the other inputs. */
function otherGenome({ option, file }: GivenFile, inputs: readonly GivenFile[]): Damage[] {
  if (!GENOMES.has(extensionOf(file))) return [];
  const partners = inputs.filter((input) => HAS_POSITIONS.test(input.file));
  if (partners.length === 0) return [];
  const apply = (bytes: Buffer) =>
    Buffer.from(bytes.toString().replaceAll(/^>\S+/gm, (name) => `>${otherName(name.slice(1))}`));
  const options = partners.map((partner) => partner.option);
  return [{ option, partners: options, name: 'other-genome', file, apply }];
}

/** Another name of the same length, so that an index has the same offsets. */
export const otherName = (name: string): string =>
  name.replaceAll(/[a-z0-9]/gi, (letter) => {
    const [first, size] = /\d/.test(letter) ? ['0', 10] : [letter < 'a' ? 'A' : 'a', 26];
    const start = first.charCodeAt(0);
    return String.fromCharCode(start + ((letter.charCodeAt(0) - start + size / 2) % size));
  });

/** Second reads that lack one record. */
function fewerMates({ option, file }: GivenFile, inputs: readonly GivenFile[]): Damage[] {
  const mates = inputs.find((input) => input.option === option.replace(/2$/, '1'));
  if (!option.endsWith('2') || !mates || !READS.has(extensionOf(file))) return [];
  const apply = (bytes: Buffer) => {
    const lines = bytes.toString().trimEnd().split('\n').slice(0, -LINES_OF_READ);
    return Buffer.from(lines.map((line) => `${line}\n`).join(''));
  };
  return [{ option, partners: [mates.option], name: 'fewer-mates', file, apply }];
}
