import { readableByHtslib, requireReads } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import { BAM, CHECKED_ALIGNMENTS, inspectBam } from './shared/alignments.ts';
import { errorsOf } from './shared/errors.ts';
import { threadsOf } from './shared/options.ts';

/** https://www.htslib.org/doc/1.21/samtools-flagstat.html */
export const flagstat = defineTool({
  name: 'samtools-flagstat',
  summary: 'counts alignments by their SAM flags',
  inputs: { bam: BAM },
  outputs: {
    counts: {
      kind: 'file',
      description: 'The counts as text, for MultiQC',
      stream: true,
      defaultName: '{bam.stem}.flagstat.txt',
    },
  },
  params: z.object({
    requireReads,
    format: z
      .enum(['default', 'json', 'tsv'])
      .default('default')
      .describe('The form of the counts: sentences, JSON or a table (-O)'),
  }),
  resources: { vcpus: 2, memoryMiB: 1024, scratch: { baseMiB: 64, perInputMiB: 0 } },
  extraArgsFor: 'samtools flagstat',
  errorPatterns: errorsOf(),
  checkedInJob: [CHECKED_ALIGNMENTS],

  inspect: inspectBam,

  command({ inputs, outputs, params: { format }, extraArgs, cpus, workDir }) {
    const bam = readableByHtslib(inputs.bam.path, workDir);
    return [
      ...bam.steps,
      {
        pipeline: [
          [
            ...(['samtools', 'flagstat'] as const),
            ...threadsOf(cpus),
            ...(format === 'default' ? [] : ['-O', format]),
            ...[...extraArgs, bam.path],
          ],
        ],
        stdoutTo: outputs.counts,
      },
    ];
  },
});
