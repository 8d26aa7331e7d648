import { checkGzipEnding, checkReads, requireReads } from '@joblayer/genome-files';
import { defineTool, patternOf } from '@joblayer/job-runtime';
import { params, relations } from './params.ts';
import { galoreOptions } from './options.ts';
import { layout } from './layout.ts';

const READS = ['.fastq.gz', '.fq.gz', '.fastq', '.fq'];

/** https://github.com/FelixKrueger/TrimGalore/blob/0.6.10/Docs/Trim_Galore_User_Guide.md */
export const tool = defineTool({
  name: 'trim-galore',
  summary: 'trims adapters and ends of low quality off reads, by Cutadapt',
  inputs: {
    reads1: {
      kind: 'file',
      description: 'Reads, or the first of each pair, as FASTQ',
      suffixes: READS,
    },
    reads2: {
      kind: 'file',
      required: false,
      description: 'The second of each pair, as FASTQ (--paired)',
      suffixes: READS,
    },
  },
  outputs: {
    trimmed1: {
      kind: 'file',
      description: 'The reads that are left; compressed if the name ends in .gz',
      defaultName: '{reads1.stem}.R1.trimmed{reads1.suffix}',
    },
    trimmed2: {
      kind: 'file',
      onlyWith: 'reads2',
      description: 'The mates that are left; compressed if --trimmed1 is',
      defaultName: '{reads2.stem}.R2.trimmed{reads1.suffix}',
    },
    report1: {
      kind: 'file',
      description: 'What was trimmed off --reads1, for MultiQC',
      defaultName: '{reads1.name}.R1_trimming_report.txt',
    },
    report2: {
      kind: 'file',
      onlyWith: 'reads2',
      description: 'What was trimmed off --reads2, for MultiQC',
      defaultName: '{reads2.name}.R2_trimming_report.txt',
    },
  },
  params: params.extend({ requireReads }),
  relations,
  resources: { vcpus: 4, memoryMiB: 2048, scratch: { baseMiB: 64, perInputMiB: 3 } },
  extraArgsFor: 'trim_galore',
  errorPatterns: [
    {
      pattern: patternOf(/seems to be completely empty/),
      problem: 'the file given with --reads1 or --reads2 holds no reads',
      advice: 'Trim Galore cannot trim such a file. Leave the sample out.',
    },
  ],
  checkedInJob: [
    'the reads are whole FASTQ, and mates belong together',
    'the names of reads end in .gz if they are compressed, and only then',
  ],

  async prepare({ inputs: { reads1, reads2 }, params: { requireReads: required }, ...ctx }) {
    await checkReads({ reads1, reads2, requireReads: required }, ctx);
    await checkGzipEnding('--reads1', reads1, ctx);
    if (reads2) await checkGzipEnding('--reads2', reads2, ctx);
  },

  command({ inputs: { reads1, reads2 }, outputs, params: given, extraArgs, cpus, workDir }) {
    const { links, steps, result, isCompressed } = layout({ reads1, reads2, outputs, workDir });
    return [
      ...steps,
      {
        pipeline: [
          [
            // Without the time, the same reads give the same compressed bytes.
            ...(['env', 'PIGZ=--no-time', 'trim_galore'] as const),
            ...(reads2 ? ['--paired'] : []),
            ...[isCompressed ? '--gzip' : '--dont_gzip', '--cores', String(coresOf(cpus))],
            ...galoreOptions(given),
            ...[...extraArgs, '--basename', 'job', '--output_dir', result.directory, ...links],
          ],
        ],
      },
      ...result.steps,
    ];
  },
});

/** Each core of Trim Galore keeps about two CPUs busy. pigz writes the same bytes with two and more. */
const coresOf = (cpus: number): number => Math.min(4, Math.max(2, Math.floor(cpus / 2)));
