import { defineTool, runCli, type Step } from '@joblayer/job-runtime';
import * as z from 'zod';

/**
 * The only file of the bench that needs the job runtime: `start-job` and `reference` time whole jobs. What moves bytes
 * is measured with the library of stores alone.
 *
 * The entry point of a tool that does nothing but copy a small input, so that what is measured of a job is the
 * runtime. Its `reference` is a directory, as an aligner's, which the job stages and the tool leaves alone.
 */
const tool = defineTool({
  name: 'bench-fixture',
  summary: 'copies a small file, for benchmarks of the runtime',
  inputs: {
    text: { kind: 'file', description: 'What is copied' },
    reference: {
      kind: 'directory',
      required: false,
      reference: true,
      description: 'What is staged only',
    },
  },
  outputs: { copy: { kind: 'file', description: 'The copy', defaultName: '{text.stem}.copy' } },
  params: z.object({
    expected: z.string().optional().describe('A directory that the reference has to be equal to'),
  }),
  resources: { vcpus: 1, memoryMiB: 64, scratch: { baseMiB: 1, perInputMiB: 0 } },
  extraArgsFor: 'cp',
  command: ({ inputs, outputs, params }) => {
    const copy: Step = { pipeline: [['cp', inputs.text.path, outputs.copy]] };
    if (!inputs.reference || params.expected === undefined) return [copy];
    const directories = [params.expected, inputs.reference.path];
    return [copy, { pipeline: [['diff', '--recursive', '--brief', ...directories]] }];
  },
});

await runCli(tool, {
  name: 'bench-fixture',
  baseImage: 'joblayer/base',
  software: {
    name: 'coreutils',
    version: '9.7',
    license: 'GPL-3.0-or-later',
    description: 'Copies files',
    website: 'https://www.gnu.org/software/coreutils/',
    documentation: 'https://www.gnu.org/software/coreutils/manual/',
  },
  tags: ['Benchmark'],
});
