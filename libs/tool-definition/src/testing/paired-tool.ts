import * as z from 'zod';
import { defineTool } from '../definition/define-tool.ts';

/** A tool whose second output belongs to its second input, and whose report belongs to a mode. */
export const pairedTool = () =>
  defineTool({
    name: 'paired',
    summary: 'trims reads',
    inputs: {
      reads1: { kind: 'file', description: 'Reads', suffixes: ['.fq'] },
      reads2: { kind: 'file', required: false, description: 'Mates', suffixes: ['.fq'] },
    },
    outputs: {
      trimmed1: { kind: 'file', description: 'Reads', defaultName: '{reads1.stem}.R1.trimmed.fq' },
      trimmed2: {
        kind: 'file',
        onlyWith: 'reads2',
        description: 'Trimmed mates',
        defaultName: '{reads2.stem}.R2.trimmed.fq',
      },
      index2: {
        kind: 'file',
        description: 'Index of the mates',
        defaultName: '{reads2.stem}.R2.trimmed.fq.idx',
        beside: { output: 'trimmed2', suffix: '.idx' },
      },
      merged: {
        kind: 'file',
        required: false,
        onlyWith: ['reads2', { option: 'mode', is: ['merge'] }],
        description: 'Merged pairs',
        defaultName: '{reads1.stem}.merged.fq',
      },
    },
    params: z.object({ mode: z.enum(['trim', 'merge']).default('trim').describe('What to do') }),
    resources: { vcpus: 1, memoryMiB: 256, scratch: { baseMiB: 1, perInputMiB: 0 } },
    extraArgsFor: 'trim',
    command: ({ inputs, outputs }) => [
      { pipeline: [['trim', inputs.reads1.path, outputs.trimmed1, outputs.trimmed2 ?? '']] },
    ],
  });
