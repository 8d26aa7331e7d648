import { ALIGNMENT_INDEX, requireReads } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import { ALIGNMENTS, CHECKED, inspect, prepare, readable } from './alignments.ts';
import { ofAlignments, ofIndex } from './error-patterns.ts';

/** https://www.htslib.org/doc/1.21/samtools-idxstats.html */
export const idxstats = defineTool({
  name: 'samtools-idxstats',
  summary: 'counts mapped and unmapped reads of each sequence',
  inputs: {
    bam: {
      kind: 'file',
      description: 'Alignments',
      suffixes: ALIGNMENTS,
      secondaryFiles: {
        bai: {
          ...ALIGNMENT_INDEX,
          description: 'Its index, which holds the counts of a BAM; without it, all reads are read',
        },
      },
    },
  },
  outputs: {
    counts: {
      kind: 'file',
      description: 'Lines of sequence, its length, mapped and unmapped reads',
      stream: true,
      defaultName: '{bam.stem}.idxstats.txt',
    },
  },
  params: z.object({ requireReads }),
  resources: { vcpus: 1, memoryMiB: 1024, scratch: { baseMiB: 64, perInputMiB: 0 } },
  extraArgsFor: 'samtools idxstats',
  errorPatterns: [...ofIndex, ...ofAlignments],
  checkedInJob: CHECKED.slice(0, 1),
  inspect,
  prepare,

  command({ inputs, outputs, extraArgs, workDir }) {
    const { file, steps } = readable(inputs.bam, workDir);
    const { bai } = file.secondaryFiles;
    return [
      ...steps,
      {
        pipeline: [
          [
            ...(['samtools', 'idxstats', ...extraArgs] as const),
            ...(bai === undefined ? [file.path] : ['-X', file.path, bai]),
          ],
        ],
        stdoutTo: outputs.counts,
      },
    ];
  },
});
