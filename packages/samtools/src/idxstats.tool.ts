import { checkAlignments, readableByHtslib } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import { requireReads } from '@joblayer/genome-files';
import { ALIGNMENT_SUFFIXES, CHECKED_ALIGNMENTS, inspectBam } from './shared/alignments.ts';
import { errorsOf } from './shared/errors.ts';
import { checkIndexFile } from './shared/index-file.ts';
import { threadsOf } from './shared/options.ts';

/** https://www.htslib.org/doc/1.21/samtools-idxstats.html */
export const idxstats = defineTool({
  name: 'samtools-idxstats',
  summary: 'counts the mapped and unmapped reads of each sequence',
  inputs: {
    bam: {
      ...{ kind: 'file', description: 'Alignments', suffixes: ALIGNMENT_SUFFIXES },
      secondaryFiles: {
        bai: {
          description: 'The index of a BAM; without it, all of the file is read',
          required: false,
          suffixes: ['.bai', '.csi'],
        },
      },
    },
  },
  outputs: {
    counts: {
      kind: 'file',
      description: 'Name, length, mapped and unmapped reads of each sequence, for MultiQC',
      stream: true,
      defaultName: '{bam.stem}.idxstats.txt',
    },
  },
  params: z.object({ requireReads }),
  resources: { vcpus: 1, memoryMiB: 1024, scratch: { baseMiB: 64, perInputMiB: 0 } },
  extraArgsFor: 'samtools idxstats',
  errorPatterns: errorsOf('index'),
  checkedInJob: [CHECKED_ALIGNMENTS, 'the index is whole'],

  inspect: inspectBam,

  async prepare(ctx) {
    const { bam } = ctx.inputs;
    await checkAlignments({ option: '--bam', file: bam, endsOnly: true }, ctx);
    await checkIndexFile(bam.secondaryFiles.bai, ctx);
  },

  command({ inputs: { bam }, outputs, extraArgs, cpus, workDir }) {
    const read = readableByHtslib(bam.path, workDir);
    const { bai } = bam.secondaryFiles;
    const hasIndex = bai !== undefined && bam.name.endsWith('.bam');
    return [
      ...read.steps,
      {
        pipeline: [
          [
            ...(['samtools', 'idxstats'] as const),
            ...threadsOf(cpus),
            ...extraArgs,
            ...(hasIndex ? ['-X', read.path, bai] : [read.path]),
          ],
        ],
        stdoutTo: outputs.counts,
      },
    ];
  },
});
