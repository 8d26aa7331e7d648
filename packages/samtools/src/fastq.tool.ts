import { linkName, readableByHtslib } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import { fastqOptions, PAIRED, params, SINGLE } from './fastq-params.ts';
import {
  BAM,
  CHECKED_ALIGNMENTS,
  CHECKED_REFERENCE,
  inspectBam,
  prepareReference,
  REFERENCE,
} from './shared/alignments.ts';
import { errorsOf } from './shared/errors.ts';
import { threadsOf } from './shared/options.ts';
import { referenceOf } from './shared/written.ts';

const fastqFile = (description: string, ending: string) =>
  ({ kind: 'file', description, defaultName: `{bam.stem}${ending}.fq.gz` }) as const;

/** https://www.htslib.org/doc/1.21/samtools-fasta.html */
export const fastq = defineTool({
  name: 'samtools-fastq',
  summary: 'converts alignments back to reads as FASTQ',
  inputs: { bam: { ...BAM, description: 'Alignments, in any order' }, reference: REFERENCE },
  outputs: {
    reads1: {
      ...fastqFile('The first of each pair; compressed if the name ends in .gz (-1)', '_1'),
      onlyWith: PAIRED,
    },
    reads2: { ...fastqFile('The second of each pair (-2)', '_2'), onlyWith: PAIRED },
    singletons: {
      ...fastqFile('Mates whose other mate is not in the file (-s)', '_singletons'),
      onlyWith: PAIRED,
    },
    other: { ...fastqFile('Reads that belong to no pair (-0)', '_other'), onlyWith: PAIRED },
    reads: { ...fastqFile('All reads; mates follow each other', '_reads'), onlyWith: SINGLE },
  },
  params,
  // All reads with little compression while they are collated, and the outputs.
  resources: { vcpus: 2, memoryMiB: 2048, scratch: { baseMiB: 64, perInputMiB: 4 } },
  extraArgsFor: 'samtools fastq',
  errorPatterns: errorsOf(),
  checkedInJob: [CHECKED_ALIGNMENTS, CHECKED_REFERENCE],

  inspect: inspectBam,
  prepare: prepareReference,

  command({ inputs, outputs, params: values, extraArgs, cpus, workDir, tmpDir }) {
    const { reads, reads1, reads2, singletons, other } = outputs;
    const genome = referenceOf(inputs.reference, workDir);
    const bam = readableByHtslib(inputs.bam.path, workDir);
    const named = { '-1': reads1, '-2': reads2, '-s': singletons, '-0': other };
    const pairs = Object.entries(named).map(([flag, path]) => ({
      flag,
      ...outputPath(flag, path),
    }));
    const all = outputPath('-o', reads);
    const files = [
      ...pairs.flatMap(({ flag, path }) => (path === undefined ? [] : [flag, path])),
      // Without -0, reads of no pair go to stdout, and are not compressed.
      ...(all.path === undefined ? [] : ['-o', all.path, '-0', all.path]),
    ];
    return [
      ...genome.steps,
      ...bam.steps,
      {
        pipeline: [
          // No threads: with threads, 1.21 sometimes waits forever at the end of a truncated file.
          [
            ...(['samtools', 'collate'] as const),
            ...['-O', '-u', '-T', `${tmpDir}/collate`, ...genome.words, bam.path],
          ],
          [
            ...(['samtools', 'fastq'] as const),
            ...threadsOf(cpus),
            ...fastqOptions(values),
            ...[...extraArgs, ...files, '-'],
          ],
        ],
      },
      ...[...pairs, all].flatMap(({ steps }) => steps),
    ];

    /** Where samtools writes a file: htslib would split some names. */
    function outputPath(flag: string, path: string | undefined) {
      if (path === undefined || linkName(path) === path) return { path, steps: [] };
      const made = `${workDir}/joblayer${flag}-${linkName(path.slice(path.lastIndexOf('/') + 1))}`;
      return { path: made, steps: [{ pipeline: [['mv', '-T', made, path]] } as const] };
    }
  },
});
