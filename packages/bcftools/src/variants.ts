import {
  badGzip,
  CSI_FOR_LONG_SEQUENCES,
  damaged,
  notSorted,
  readableByHtslib,
} from '@joblayer/genome-files';
import { patternOf, type ErrorPattern, type StagedFile, type Step } from '@joblayer/job-runtime';
import { CHECK_NAMES, WARN_OF_NO_RECORDS } from './programs.ts';
import { selection, type Selected } from './selection.ts';

/** A program with its arguments. */
export type Stage = Step['pipeline'][0];

/** The endings of a file of variants. bcftools recognizes the format by the content. */
export const VARIANTS_SUFFIXES = ['.vcf.gz', '.vcf', '.bcf'] as const;

/** The input of a definition that reads its variants once. With a region file, it reads the names of sequences before. */
export const variantsInput = (description: string) =>
  ({
    kind: 'file',
    description,
    suffixes: VARIANTS_SUFFIXES,
    stream: { unlessGiven: ['regionsFile'] },
  }) as const;

/** The outputs of a definition that writes variants. */
export const variantsOutputs = (description: string, defaultName: `${string}.vcf.gz`) =>
  ({
    outputVcf: {
      kind: 'file',
      description: `${description}, as bgzipped VCF; as plain text if its name ends in .vcf`,
      defaultName,
      otherFormats: ['.bcf', '.bcf.gz'],
    },
    tbi: {
      kind: 'file',
      required: false,
      description: 'The VCF’s index; a CSI holds sequences longer than 512 Mb as well',
      defaultName: `${defaultName}.tbi`,
      beside: {
        ...{ output: 'outputVcf', suffix: '.tbi' },
        alternatives: [CSI_FOR_LONG_SEQUENCES],
        notFor: {
          suffix: '.vcf',
          because: 'it is plain text, which has no index',
          advice: 'give --output-vcf a name that ends in .vcf.gz',
        },
      },
    },
  }) as const;

/** What bcftools prints about unusable inputs. Some of its commands then succeed. */
export const errorPatterns = (options = '--vcf'): readonly ErrorPattern[] => [
  badGzip('--regions-file, --annotations, --mask or --rename-chrs'),
  {
    ...damaged(options),
    advice: 'Copy it again, or make it again. bcftools view shows whether it is whole.',
    provesBadData: true,
  },
  {
    ...notSorted(options),
    problem: `the file given with ${options} is not sorted by position`,
    advice: 'Sort it with bcftools sort.',
    provesBadData: true,
  },
  {
    pattern: patternOf(/not defined in header\) at |Contig '.*' is not defined in the header/),
    problem: `the header of the file given with ${options} lacks a definition, which bcftools needs`,
    advice:
      'Add the lines ##contig, ##INFO, ##FORMAT or ##FILTER with bcftools reheader. A line that was cut short can be the cause, too.',
    provesBadData: true,
  },
  {
    pattern: patternOf(
      /VCF parse error|BCF read error|Broken VCF record|unknown file type|could not parse header|Failed to parse header|not detected as bcf or vcf|\[E::(bcf|vcf)_\w+\]|cannot be usefully indexed|truncated\b/,
    ),
    problem: `the file given with ${options} is cut short, damaged, or not in its format`,
    advice:
      'Expected VCF, plain or compressed by bgzip, or BCF. Copy it again, or make it again; bcftools view shows the first fault.',
    provesBadData: true,
  },
  {
    pattern: patternOf(/^names differ: /),
    problem: 'two inputs have no sequence in common',
    advice: 'Give files of one genome. One of the two may write chr1, the other 1.',
    provesBadData: true,
  },
  {
    pattern: patternOf(/subset called for sample that does not exist|removed all samples/),
    problem:
      '--samples or --samples-file names no sample of the variants, or one that is not there',
    advice: 'bcftools query -l prints the names.',
    provesBadData: true,
  },
];

interface Granted {
  readonly cpus: number;
  readonly workDir: string;
}

export const threads = (cpus: number): readonly string[] => ['--threads', String(cpus - 1)];

/**
 * The first stage of each pipeline: reads strictly, within the regions, and prints BCF. Other commands of bcftools take
 * a line that is cut short for the end of the file, and succeed.
 */
export const readVariants = (vcf: StagedFile, selected: Selected = {}): Stage => [
  ...(['bcftools', 'view', '--no-version', '-O', 'u'] as const),
  ...selection(selected),
  vcf.path,
];

/** The steps before: a region file must be of the same genome. */
export const checkSelection = (
  vcf: StagedFile,
  { regionsFile: file }: Selected,
  workDir: string,
): readonly Step[] =>
  file ? checkNames(vcf.path, { option: '--regions-file', file, workDir }) : [];

/** The stages of a command that reads its files itself. Regions are selected after it. */
export function pipedThrough(
  selected: Selected,
  [program, subcommand = '', ...options]: Stage,
): { readonly readers: readonly Stage[]; readonly command: Stage } {
  const picked = selection(selected);
  if (picked.length === 0) return { readers: [], command: [program, subcommand, ...options] };
  return {
    readers: [[program, subcommand, '--no-version', '-O', 'u', ...options]],
    command: ['bcftools', 'view', ...picked, '-'],
  };
}

interface Written {
  readonly outputVcf: string;
  readonly tbi?: string | undefined;
}

/**
 * The steps that write variants and their index.
 *
 * @param command the last stage: bcftools, its subcommand and options
 */
export function writeVariants(
  readers: readonly Stage[],
  [program, subcommand = '', ...options]: Stage,
  { outputVcf, tbi }: Written,
  { cpus, workDir }: Granted,
): readonly Step[] {
  const type = /\.vcf$/i.test(outputVcf) ? 'v' : /\.bcf$/i.test(outputVcf) ? 'b' : 'z';
  const format = ['--no-version', ...threads(cpus), '-O', type];
  const stages = [...readers, [program, subcommand, ...format, ...options] as const];
  const written = readableByHtslib(outputVcf, workDir);
  const index = readableByHtslib(tbi ?? '', workDir);
  const kind = tbi?.endsWith('.csi') ? '-c' : '-t';
  const warning = ['awk', '-f', `${workDir}/${WARN_OF_NO_RECORDS}`] as const;
  return [
    // By standard output, as htslib would split the name at its mark.
    { pipeline: stages as [Stage, ...Stage[]], stdoutTo: outputVcf },
    ...(tbi === undefined
      ? [{ pipeline: [[...warning, outputVcf]] } as const]
      : [
          ...written.steps,
          {
            pipeline: [['bcftools', 'index', ...threads(cpus), kind, '-o', tbi, written.path]],
          } as const,
          ...index.steps,
          {
            pipeline: [
              ['bcftools', 'index', '--nrecords', `${written.path}##idx##${index.path}`],
              warning,
            ],
          } as const,
        ]),
  ];
}

/** A copy with an index, for a command that reads by one. */
export const indexedCopy = (read: Stage, path: string, { cpus }: Granted): readonly Step[] => [
  { pipeline: [read, ['bcftools', 'view', '--no-version', '-O', 'b', '-']], stdoutTo: path },
  { pipeline: [['bcftools', 'index', ...threads(cpus), '-c', path]] },
];

interface NamesCheck {
  /** The option of the text file. */
  readonly option: string;
  readonly file: Pick<StagedFile, 'path'>;
  readonly workDir: string;
  /** Whether the file may have no line. */
  readonly mayBeNone?: boolean;
}

/** Fails if a text file, with names in its first column, has no sequence of the variants. */
export const checkNames = (
  vcf: string,
  { option, file, workDir, mayBeNone = false }: NamesCheck,
): readonly Step[] => [
  {
    pipeline: [['bcftools', 'view', '--no-version', '--header-only', vcf]],
    stdoutTo: `${workDir}/header.txt`,
  },
  {
    pipeline: [
      ['gzip', '--decompress', '--stdout', '--force', '--', file.path],
      [
        ...(['awk', '-f', `${workDir}/${CHECK_NAMES}`, `option=${option}`] as const),
        ...[`may_be_none=${mayBeNone ? 1 : 0}`, `${workDir}/header.txt`, 'names=1', '-'],
      ],
    ],
  },
];
