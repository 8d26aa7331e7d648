import { checkFasta } from '@joblayer/genome-files';
import { defineTool, usageError } from '@joblayer/job-runtime';
import { constants } from 'node:fs';
import { chmod, copyFile, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { DESCRIPTOR } from './sorted-reference.ts';

/** In the tool's current directory: its make files can neither read nor write under a name with a space. */
const directoryIn = (workDir: string): string => `${workDir}/reference`;
const GENOME = 'genome.fa';
/** What isaac-sort-reference reads and writes of the job's own layout, and what to do instead. Its last one would win. */
const OWN: Readonly<Record<string, string>> = {
  '-g': 'Give the genome with --fasta.',
  '--genome-file': 'Give the genome with --fasta.',
  '-o': 'Say where the reference goes with --reference.',
  '--output-directory': 'Say where the reference goes with --reference.',
  '--target': 'A job makes the whole reference.',
};

/** https://github.com/Illumina/Isaac3/blob/master/src/markdown/manual.md#isaac-sort-reference */
export const referenceTool = defineTool({
  name: 'isaac-reference',
  summary: 'makes the reference directory that isaac reads from a genome',
  inputs: {
    fasta: {
      kind: 'file',
      description: 'The genome as FASTA, uncompressed',
      suffixes: ['.fa', '.fasta', '.fna'],
    },
  },
  outputs: {
    reference: {
      kind: 'directory',
      description: 'sorted-reference.xml, the annotation that it names, and the genome itself',
      defaultName: '{fasta.stem}.isaac-reference',
      aliases: ['reference_s3_path'],
    },
  },
  params: z.object({
    repeatThreshold: z
      .int()
      .min(0)
      .default(1000)
      .describe('Positions of k-mers that occur more often are not kept (-t)'),
    maskWidth: z
      .int()
      .min(0)
      .max(16)
      .default(0)
      .describe('Splits the work into 2^n parts, for less memory and much more time (-w)'),
    annotate: z
      .boolean()
      .default(true)
      .describe('Search for the neighbours of k-mers, which takes most of the time'),
  }),
  resources: {
    vcpus: 4,
    // The manual: about 150 GB for a human genome, hence more for it than this.
    memoryMiB: 65_536,
    scratch: { baseMiB: 256, perInputMiB: 60 },
  },
  extraArgsFor: 'isaac-sort-reference',

  checkedInJob: [
    '--extra-args has no option of isaac-sort-reference that the job sets itself',
    'the genome is FASTA, uncompressed',
  ],

  checkInJob({ extraArgs }) {
    for (const [index, word] of extraArgs.entries()) {
      const instead = OWN[word];
      if (instead === undefined) continue;
      throw usageError(
        `${extraArgs.slice(index, index + 2).join(' ')} in --extra-args does not fit a job, which lays out isaac-sort-reference's files itself`,
        `Leave it out. ${instead}`,
      );
    }
    return {};
  },

  async prepare({ inputs, workDir, resolve, signal }) {
    await checkFasta({
      ...{ subject: 'the FASTA given with --fasta', path: resolve(inputs.fasta.path), signal },
      compressions: ['none'],
    });
    const directory = resolve(directoryIn(workDir));
    const genome = join(directory, GENOME);
    await mkdir(directory);
    await copyFile(resolve(inputs.fasta.path), genome, constants.COPYFILE_FICLONE);
    await chmod(genome, 0o644);
    await endLastLine(genome);
  },

  command({ outputs, params, extraArgs, workDir }) {
    const directory = directoryIn(workDir);
    return [
      {
        pipeline: [
          [
            'isaac-sort-reference',
            ...['-g', `${directory}/${GENOME}`],
            ...['-o', directory],
            // More at once compete for memory on one host: each is parallel in itself.
            ...['-j', '1'],
            ...['-t', String(params.repeatThreshold)],
            ...['-w', String(params.maskWidth)],
            ...(params.annotate ? [] : ['--dont-annotate']),
            ...extraArgs,
          ],
        ],
      },
      { pipeline: [['rm', '-rf', `${directory}/Temp`]] },
      // It names its files where the job made them, in a scratch directory. Their names alone are the same in each run.
      {
        pipeline: [
          ['sed', '-i', 's|<File>[^<]*/reference/|<File>|g', `${directory}/${DESCRIPTOR}`],
        ],
      },
      { pipeline: [['mv', '-T', directory, outputs.reference]] },
    ];
  },
});

/** Isaac counts the bytes of the last sequence from where a line ends (ContigsPrinter.cpp), and there may be no end. */
async function endLastLine(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    if (buffer.toString() !== '\n') await file.write('\n', size);
  } finally {
    await file.close();
  }
}
