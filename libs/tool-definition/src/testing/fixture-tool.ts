import * as z from 'zod';
import type { CommandContext, Step } from '../definition/command.ts';
import { defineTool } from '../definition/define-tool.ts';

/**
 * A tool with an input, output and parameter of each kind, for tests of the runtime. Its command is a small shell
 * program that the test gives. The program's arguments are the paths of its input and outputs.
 */
export function fixtureTool(program = 'cat "$1" > "$2"; mkdir -p "$3"; cp "$1" "$3/copy"') {
  return defineTool({
    name: 'fixture',
    summary: 'copies what it is given',
    inputs: {
      reads: {
        kind: 'file',
        description: 'Reads',
        suffixes: ['.fq', '.fq.gz'],
        aliases: ['reads_s3_path'],
        secondaryFiles: {
          readsIndex: {
            description: 'Index of the reads',
            suffixes: ['.fqi', '.fxi'],
            required: false,
          },
        },
      },
      lanes: {
        kind: 'files',
        required: false,
        description: 'More reads',
        suffixes: ['.bam', '.fq'],
        secondaryFiles: {
          lanesIndex: { description: 'Their index', suffixes: ['.bai'], required: false },
        },
      },
      panel: { kind: 'directory', required: false, description: 'A directory' },
      genome: {
        kind: 'file-or-directory',
        required: false,
        reference: true,
        description: 'Either',
      },
      once: { kind: 'file', required: false, stream: true, description: 'Read once' },
    },
    outputs: {
      text: { kind: 'file', stream: true, description: 'A text', defaultName: '{reads.stem}.txt' },
      index: {
        kind: 'file',
        required: false,
        description: 'Its index',
        defaultName: '{reads.stem}.txt.idx',
        beside: { output: 'text', suffix: '.idx', alternatives: [{ suffix: '.ix2' }] },
      },
      plots: {
        kind: 'directory',
        required: false,
        description: 'Plots',
        defaultName: '{reads.name}.plots',
      },
    },
    params: z.object({
      minQuality: z.int().min(0).max(93).default(20).describe('Least quality'),
      mode: z.enum(['fast', 'slow']).default('fast').describe('How'),
      fraction: z.number().min(0).max(1).optional().describe('How much'),
      keepAll: z.boolean().default(false).describe('Keep all'),
      label: z.string().optional().describe('A label'),
      printed: z.boolean().default(false).describe('The text is what is printed'),
    }),
    resources: { vcpus: 1, memoryMiB: 256, scratch: { baseMiB: 1, perInputMiB: 0 } },
    extraArgsFor: 'sh',
    command: ({ inputs, outputs, params, extraArgs }: CommandContext): readonly Step[] => [
      {
        pipeline: [
          [
            'sh',
            '-c',
            program,
            'fixture',
            (inputs['reads'] as { path: string }).path,
            outputs['text'] as string,
            outputs['plots'] ?? outputs['text'] + '.plots',
            ...extraArgs,
          ],
        ],
        ...(params['printed'] === true && { stdoutTo: outputs['text'] as string }),
      },
    ],
  });
}

export const fixtureManifest = {
  name: 'fixture',
  baseImage: 'joblayer/base',
  software: {
    name: 'fixture',
    version: '1.0',
    license: 'MIT',
    description: 'A tool for tests',
    website: 'https://example.org/',
    documentation: 'https://example.org/manual',
  },
  revision: 0,
  alsoContains: [],
  tags: ['Test'],
  identifiers: {},
};
