import { requireReads } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import { CHECKED, inspect, readable, streamedBam } from './alignments.ts';
import { ofAlignments } from './error-patterns.ts';

/** https://www.htslib.org/doc/1.21/samtools-flagstat.html */
export const flagstat = defineTool({
  name: 'samtools-flagstat',
  summary: 'counts alignments by their flags: mapped, paired, duplicates',
  inputs: { bam: streamedBam },
  outputs: {
    counts: {
      kind: 'file',
      description: 'The counts, those that passed quality control first; for MultiQC as text',
      stream: true,
      defaultName: '{bam.stem}.flagstat.txt',
    },
  },
  params: z.object({
    requireReads,
    format: z.enum(['text', 'tsv', 'json']).default('text').describe('The counts’ format (-O)'),
  }),
  resources: { vcpus: 1, memoryMiB: 1024, scratch: { baseMiB: 64, perInputMiB: 0 } },
  extraArgsFor: 'samtools flagstat',
  errorPatterns: ofAlignments,
  checkedInJob: CHECKED.slice(0, 1),
  inspect,

  command({ inputs, outputs, params, extraArgs, workDir }) {
    const { file, steps } = readable(inputs.bam, workDir);
    return [
      ...steps,
      {
        pipeline: [
          [
            ...(['samtools', 'flagstat'] as const),
            ...(params.format === 'text' ? [] : ['-O', params.format]),
            ...[...extraArgs, file.path],
          ],
        ],
        stdoutTo: outputs.counts,
      },
    ];
  },
});
