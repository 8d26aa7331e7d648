import { defineTool, runCli, type Step } from '@joblayer/job-runtime';
import * as z from 'zod';

/**
 * The only file of the bench that needs the job runtime: `start-job` and `reference` time whole jobs. Transfers are
 * measured with the library of stores alone.
 *
 * It is the entry point of a tool that only copies a small input. So the time of a job is that of the runtime. Its
 * `reference` is a directory, like an aligner's. The job stages it, and the tool does not read it.
 */
const tool = defineTool({
  name: 'bench-fixture',
  summary: 'copies a small file, for benchmarks of the runtime',
  inputs: {
    text: { kind: 'file', description: 'The file to copy' },
    reference: {
      kind: 'directory',
      required: false,
      reference: true,
      description: 'A directory that is only staged',
    },
  },
  outputs: { copy: { kind: 'file', description: 'The copy', defaultName: '{text.stem}.copy' } },
  params: z.object({
    expected: z.string().optional().describe('A directory that the reference must be equal to'),
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
