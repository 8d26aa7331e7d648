import { columnOf, linkColumns, requireReads } from '@joblayer/genome-files';
import { defineTool, type Step } from '@joblayer/job-runtime';
import * as z from 'zod';
import { sample } from './sample.tool.ts';
import { seq } from './seq.tool.ts';
import { checkSequences, SEQUENCE_SUFFIXES, sequenceType } from './sequences.ts';

/** https://bioinf.shenwei.me/seqkit/usage/#stats */
export const tool = defineTool({
  name: 'seqkit-stats',
  summary: 'counts, lengths, qualities and GC of reads or sequences, one line for each file',
  inputs: {
    sequences: {
      kind: 'files',
      description: 'FASTQ or FASTA, one or more files',
      suffixes: SEQUENCE_SUFFIXES,
    },
  },
  outputs: {
    stats: {
      kind: 'file',
      description: 'A table with a line for each file, for MultiQC (-T)',
      defaultName: '{sequences.stem}.stats.tsv',
    },
  },
  params: z.object({
    requireReads,
    all: z
      .boolean()
      .default(true)
      .describe('Quartiles of lengths, N50, gaps, GC, Q20, Q30 and mean quality too (-a)'),
    nStatistics: z
      .string()
      .regex(/^(\d{1,2}|100)(,(\d{1,2}|100))*$/)
      .optional()
      .describe('Further columns like N50: 75,90 (-N)'),
    sequenceType,
    gapLetters: z.string().min(1).default('- .').describe('Letters that are gaps (-G)'),
  }),
  resources: { vcpus: 1, memoryMiB: 1024, scratch: { baseMiB: 16, perInputMiB: 0 } },
  extraArgsFor: 'seqkit stats',
  checkedInJob: ['the sequences are whole FASTQ or FASTA'],

  async prepare({ inputs: { sequences }, params, ...ctx }) {
    for (const file of sequences) await checkSequences(file, params.requireReads, ctx);
    await linkColumns(sequences, ctx);
  },

  command({ inputs: { sequences }, outputs, params, extraArgs, workDir }) {
    const argv = [
      ...(['seqkit', 'stats', '-T', '-j', '1', ...(params.all ? ['-a'] : [])] as const),
      ...(params.nStatistics === undefined ? [] : ['-N', params.nStatistics]),
      ...['-t', params.sequenceType, '-G', params.gapLetters, ...extraArgs],
    ] as const;
    // With one thread, seqkit 2.9.0 states the format of the first file for all that follow.
    const parts = sequences.map((file, index) => {
      const part = `${workDir}/stats-${index + 1}.tsv`;
      return { part, step: { pipeline: [[...argv, '-o', part, '--', columnOf(file)]] } as Step };
    });
    const all = ['awk', 'FNR > 1 || NR == 1', ...parts.map(({ part }) => part)] as const;
    return [...parts.map(({ step }) => step), { pipeline: [all], stdoutTo: outputs.stats }];
  },
});

/** Further definitions of this image. */
export const also = [seq, sample];
