import { checkFasta } from '@joblayer/genome-files';
import { defineTool, usageError } from '@joblayer/job-runtime';
import { constants } from 'node:fs';
import { chmod, copyFile, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { DESCRIPTOR } from './sorted-reference.ts';

/** A directory in the tool's current directory. Isaac's make files fail on a name with a space. */
const directoryIn = (workDir: string): string => `${workDir}/reference`;
const GENOME = 'genome.fa';
/** Options that the job sets itself, with advice. isaac-sort-reference would use the last value. */
const OWN: Readonly<Record<string, string>> = {
  '-g': 'Give the genome with --fasta.',
  '--genome-file': 'Give the genome with --fasta.',
  '-o': 'Set the location of the reference with --reference.',
  '--output-directory': 'Set the location of the reference with --reference.',
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
      .describe('Split the work into 2^n parts, for less memory but much more time (-w)'),
    annotate: z
      .boolean()
      .default(true)
      .describe('Search for neighbors of k-mers, which takes most of the time'),
  }),
  resources: {
    vcpus: 4,
    // The manual says about 150 GB for a human genome, which needs a larger request.
    memoryMiB: 65_536,
    scratch: { baseMiB: 256, perInputMiB: 60 },
  },
  extraArgsFor: 'isaac-sort-reference',

  checkedInJob: [
    '--extra-args has no option of isaac-sort-reference that the job sets',
    'the genome is FASTA, uncompressed',
  ],

  checkInJob({ extraArgs }) {
    for (const [index, word] of extraArgs.entries()) {
      const instead = OWN[word];
      if (instead === undefined) continue;
      throw usageError(
        `${extraArgs.slice(index, index + 2).join(' ')} in --extra-args contradicts the job, which sets isaac-sort-reference's files`,
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
            // One at a time, as each is parallel and they would compete for memory.
            ...['-j', '1'],
            ...['-t', String(params.repeatThreshold)],
            ...['-w', String(params.maskWidth)],
            ...(params.annotate ? [] : ['--dont-annotate']),
            ...extraArgs,
          ],
        ],
      },
      { pipeline: [['rm', '-rf', `${directory}/Temp`]] },
      // The descriptor has paths of the scratch directory, which differ in each run. File names
      // alone do not.
      {
        pipeline: [
          ['sed', '-i', 's|<File>[^<]*/reference/|<File>|g', `${directory}/${DESCRIPTOR}`],
        ],
      },
      { pipeline: [['mv', '-T', directory, outputs.reference]] },
    ];
  },
});

/**
 * Adds an absent last line end: without it, Isaac counts the last sequence wrong
 * (ContigsPrinter.cpp).
 */
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
