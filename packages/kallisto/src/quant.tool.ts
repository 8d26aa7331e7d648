import { checkLanesWithReads } from '@joblayer/genome-files';
import { defineTool, patternOf } from '@joblayer/job-runtime';
import { checkIndex } from './index-file.ts';
import { params, relations } from './quant-params.ts';

const READS = ['.fastq.gz', '.fq.gz', '.fastq', '.fq'];
const LIBRARIES = {
  ...{ unstranded: [], forward: ['--fr-stranded'], reverse: ['--rf-stranded'] },
} as const;
/** Removes the time and the command, which has the number of CPUs, from the JSON's end. */
const WITHOUT_THE_RUN = String.raw`s/,\n\t"start_time": .*"\n}/\n}/`;

/** https://pachterlab.github.io/kallisto/manual */
export const quant = defineTool({
  name: 'kallisto-quant',
  summary: 'estimates from reads how much of each transcript a sample has, by pseudoalignment',
  inputs: {
    reads1: {
      kind: 'files',
      description: 'Reads, or the first of each pair, as FASTQ; a file for each lane',
      suffixes: READS,
    },
    reads2: {
      kind: 'files',
      required: false,
      description: 'The second of each pair, in the order of --reads1',
      suffixes: READS,
    },
    index: {
      kind: 'file',
      reference: true,
      description: 'The index of the transcripts, as kallisto-index makes it (-i)',
      suffixes: ['.idx', '.index', '.kallisto'],
    },
  },
  outputs: {
    quant: {
      kind: 'directory',
      description: 'abundance.tsv with the estimates, run_info.json, and bootstrap samples (-o)',
      defaultName: '{reads1.stem}.kallisto',
    },
  },
  params,
  relations,
  resources: { vcpus: 4, memoryMiB: 8192, scratch: { baseMiB: 256, perInputMiB: 0 } },
  extraArgsFor: 'kallisto quant',
  errorPatterns: [
    {
      pattern: patternOf(/zero reads pseudoaligned|no reads pseudoaligned/),
      problem: 'none of the reads given with --reads1 fits a transcript of --index',
      advice: 'Give the index of the species, and --strandedness as the library was made.',
      provesBadData: true,
    },
    {
      pattern: patternOf(/Error: incompatible indices|index file not found/),
      problem: 'the file given with --index is no index of this version of kallisto',
      advice: 'Make it with kallisto-index.',
      provesBadData: true,
    },
  ],
  checkedInJob: [
    'the reads are whole FASTQ with reads, and mates belong together',
    'the index is whole, and of this version of kallisto',
  ],

  async prepare(ctx) {
    const { reads1, reads2, index } = ctx.inputs;
    await checkIndex(index, ctx.resolve);
    await checkLanesWithReads(reads1, reads2, ctx);
  },

  command({ inputs: { reads1, reads2, index }, outputs, params, extraArgs, cpus }) {
    const number = (flag: string, value: number | undefined) =>
      value === undefined ? [] : [flag, String(value)];
    const reads = reads1.flatMap((first, lane) => [first, reads2?.[lane] ?? []].flat());
    return [
      {
        pipeline: [
          [
            ...(['kallisto', 'quant', '-i', index.path, '-o', outputs.quant] as const),
            ...['-t', String(cpus), '--plaintext', ...(reads2 ? [] : ['--single'])],
            ...number('-l', params.fragmentLength),
            ...number('-s', params.fragmentSd),
            ...LIBRARIES[params.strandedness],
            ...(params.bias ? ['--bias'] : []),
            ...number('-b', params.bootstraps),
            ...number('--seed', params.seed),
            ...(params.singleOverhang ? ['--single-overhang'] : []),
            ...(params.fusion ? ['--fusion'] : []),
            ...extraArgs,
            ...reads.map(({ path }) => path),
          ],
        ],
      },
      { pipeline: [['sed', '-i', '-z', WITHOUT_THE_RUN, `${outputs.quant}/run_info.json`]] },
    ];
  },
});
