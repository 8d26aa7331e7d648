import {
  checkAlignments,
  checkReads,
  javaCommand,
  noReads,
  outOfHeap,
} from '@joblayer/genome-files';
import { defineTool, JobError, patternOf } from '@joblayer/job-runtime';
import { checkLimits, checkSequences } from './check-lists.ts';
import { PARAMS, propertiesOf } from './params.ts';

const CLASS_PATH = '/usr/share/java/fastqc.jar:/usr/share/java/htsjdk.jar';
const LIST = ['.txt', '.tsv'];

/** https://www.bioinformatics.babraham.ac.uk/projects/fastqc/Help/ */
export const tool = defineTool({
  name: 'fastqc',
  summary: 'reports the quality of reads, or of aligned reads',
  inputs: {
    reads: {
      kind: 'file',
      description: 'Reads as FASTQ, or aligned reads',
      suffixes: ['.fastq.gz', '.fq.gz', '.fastq', '.fq', '.bam', '.sam'],
    },
    adapters: {
      kind: 'file',
      required: false,
      description: 'Adapters to look for: in each line a name, a tab and a sequence (-a)',
      suffixes: LIST,
    },
    contaminants: {
      kind: 'file',
      required: false,
      description: 'Names of overrepresented sequences, as lines of the same form (-c)',
      suffixes: LIST,
    },
    limits: {
      kind: 'file',
      required: false,
      description: 'When a module warns or fails, or is left out, as FastQC’s limits.txt (-l)',
      suffixes: LIST,
    },
  },
  outputs: {
    html: {
      kind: 'file',
      description: 'The report as a page',
      defaultName: '{reads.stem}_fastqc.html',
    },
    zip: {
      kind: 'file',
      description: 'The page, its charts and its numbers, for MultiQC',
      defaultName: '{reads.stem}_fastqc.zip',
    },
    data: {
      kind: 'file',
      description: 'The numbers behind the charts as text',
      defaultName: '{reads.stem}.fastqc_data.txt',
    },
    summary: {
      kind: 'file',
      description: 'PASS, WARN or FAIL for each module',
      defaultName: '{reads.stem}.fastqc_summary.txt',
    },
  },
  params: PARAMS,
  relations: [
    {
      ...{ kind: 'excludes', conditions: ['nogroup', 'expgroup'] },
      problem: '--nogroup and --expgroup were given, but exclude each other',
      advice: 'Leave one of the two out.',
    },
  ],
  // One thread reads a file. Positions of long reads take more memory.
  resources: { vcpus: 1, memoryMiB: 1024, scratch: { baseMiB: 64, perInputMiB: 0 } },
  extraArgsFor: 'java, as properties of FastQC: -Dfastqc.casava=true',
  errorPatterns: [
    outOfHeap('FastQC'),
    {
      pattern: patternOf(
        /SequenceFormatException|SAMFormatException|SAMException|RuntimeEOFException|Failed to process file|^Failed to process /,
      ),
      problem: 'FastQC could not read the file given with --reads',
      advice:
        'Expected FASTQ, BAM or SAM, as the file’s name or --format says, and as it is compressed.',
      provesBadData: true,
    },
  ],
  checkedInJob: [
    'the reads are whole FASTQ, or whole alignments with a header',
    'lists of adapters, contaminants and limits have the form that FastQC reads',
  ],

  async prepare({ inputs: { reads, adapters, contaminants, limits }, params, ...context }) {
    const { requireReads } = params;
    await checkSequences(['--adapters', adapters], context);
    await checkSequences(['--contaminants', contaminants], context);
    await checkLimits(limits, context);
    if (!isAligned(reads.name, params.format)) {
      await checkReads({ reads1: reads, options: ['--reads', '--reads'], requireReads }, context);
      return;
    }
    const { records } = await checkAlignments({ option: '--reads', file: reads }, context);
    if (records !== 0) return;
    const { message } = noReads('--reads', requireReads);
    if (requireReads) throw new JobError({ code: 'bad-data', problem: message });
    context.warn?.(message.replace(/^warning: /, ''));
  },

  command({ inputs, outputs, params, extraArgs, workDir, ...granted }) {
    const { reads, adapters, contaminants, limits } = inputs;
    const directory = `${workDir}/report`;
    const files = { adapter_file: adapters, contaminant_file: contaminants, limits_file: limits };
    return [
      { pipeline: [['mkdir', directory]] },
      {
        pipeline: [
          [
            ...javaCommand(granted),
            '-Djava.awt.headless=true',
            ...[`-Dfastqc.output_dir=${directory}`, '-Dfastqc.unzip=true'],
            ...propertiesOf(params),
            ...Object.entries(files).flatMap(([name, file]) =>
              file ? [`-Dfastqc.${name}=${file.path}`] : [],
            ),
            ...extraArgs,
            ...['-cp', CLASS_PATH, 'uk.ac.babraham.FastQC.FastQCApplication', reads.path],
          ],
        ],
      },
      {
        pipeline: [
          ['finish-report', directory, outputs.html, outputs.zip, outputs.data, outputs.summary],
        ],
      },
    ];
  },
});

/** FastQC takes a file for FASTQ unless its name or --format says otherwise. */
const isAligned = (name: string, format: string | undefined): boolean =>
  format === undefined ? /\.[bs]am$/i.test(name) : format !== 'fastq';
