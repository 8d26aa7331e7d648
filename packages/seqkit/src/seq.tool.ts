import { defineTool } from '@joblayer/job-runtime';
import { checkNames } from './names-file.ts';
import { params, relations } from './seq-params.ts';
import { checkSequences, isFastq, SEQUENCE_SUFFIXES } from './sequences.ts';

const CONVERT = { none: [], 'dna-to-rna': ['--dna2rna'], 'rna-to-dna': ['--rna2dna'] } as const;
const CASES = { 'as-given': [], upper: ['-u'], lower: ['-l'] } as const;
const given = (flag: string, value: number | undefined): readonly string[] =>
  value === undefined ? [] : [flag, String(value)];

/** https://bioinf.shenwei.me/seqkit/usage/#seq, https://bioinf.shenwei.me/seqkit/usage/#grep */
export const seq = defineTool({
  name: 'seqkit-seq',
  summary: 'filters reads or sequences by length, quality and name, and transforms them',
  inputs: {
    sequences: { kind: 'file', description: 'FASTQ or FASTA', suffixes: SEQUENCE_SUFFIXES },
    names: {
      kind: 'file',
      required: false,
      description: 'Only sequences of these names, one a line (grep -f)',
      suffixes: ['.txt', '.list', '.tsv'],
    },
  },
  outputs: {
    filtered: {
      kind: 'file',
      description: 'The sequences that are left; compressed if the name ends in .gz',
      defaultName: '{sequences.stem}.filtered{sequences.suffix}',
    },
  },
  params,
  relations,
  resources: { vcpus: 2, memoryMiB: 1024, scratch: { baseMiB: 16, perInputMiB: 2 } },
  extraArgsFor: 'seqkit seq',
  checkedInJob: [
    'the sequences are whole FASTQ or FASTA, and the names are names',
    '--min-quality and --max-quality come with FASTQ; the limits leave something between them',
  ],

  check({ params: { minQuality, maxQuality, minLength = 0, maxLength }, inputFiles }) {
    const [file] = inputFiles.sequences ?? [];
    const byQuality = minQuality !== undefined || maxQuality !== undefined;
    if (file && !isFastq(file) && byQuality) {
      return {
        problem: `--sequences is ${file.name}, which has no qualities`,
        advice: 'Give FASTQ, or leave --min-quality and --max-quality out.',
      };
    }
    const isNone =
      (maxLength !== undefined && maxLength < minLength) ||
      (maxQuality !== undefined && maxQuality <= (minQuality ?? 0));
    return isNone
      ? { problem: 'no sequence is within the limits', advice: 'Exchange the two limits.' }
      : undefined;
  },

  async prepare({ inputs: { sequences, names }, params, ...ctx }) {
    if (names) await checkNames(names, ctx);
    await checkSequences(sequences, params.requireReads, ctx);
  },

  command({ inputs: { sequences, names }, outputs, params, extraArgs, cpus }) {
    const threads = ['-j', String(cpus), '-w', String(params.lineWidth)];
    const transform = [
      ...(['seqkit', 'seq', ...threads, '-t', params.sequenceType] as const),
      ...[...given('-m', params.minLength), ...given('-M', params.maxLength)],
      ...[...given('-Q', params.minQuality), ...given('-R', params.maxQuality)],
      ...(params.reverse ? ['-r'] : []),
      ...(params.complement ? ['-p'] : []),
      ...[...CONVERT[params.convert], ...CASES[params.letterCase]],
      ...(params.idsOnly ? ['-i'] : []),
      ...extraArgs,
    ] as const;
    const output = ['-o', outputs.filtered];
    if (!names) return [{ pipeline: [[...transform, ...output, sequences.path]] }];
    const select = [
      ...(['seqkit', 'grep', ...threads, '-f', names.path] as const),
      ...(params.invertNames ? ['-v'] : []),
    ] as const;
    return [
      {
        pipeline: [
          [...transform, sequences.path],
          [...select, ...output, '-'],
        ],
      },
    ];
  },
});
