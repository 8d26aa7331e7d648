/** Text of a `src/tool.ts` that defines one tool, `tool`, with an input, an output and a parameter. */
export const toolSource = (memoryMiB: number): string => `
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';

export const tool = defineTool({
  name: 'tool',
  summary: 'counts',
  inputs: { bam: { kind: 'file', description: 'Alignments', suffixes: ['.bam'] } },
  outputs: { stats: { kind: 'file', description: 'Counts', defaultName: '{bam.stem}.txt' } },
  params: z.object({ depth: z.int().min(1).optional().describe('Depth') }),
  resources: { vcpus: 1, memoryMiB: ${memoryMiB}, scratch: { baseMiB: 1, perInputMiB: 0 } },
  extraArgsFor: 'count',
  command: ({ inputs, outputs }) => [{ pipeline: [['count', inputs.bam.path]], stdoutTo: outputs.stats }],
});
`;
