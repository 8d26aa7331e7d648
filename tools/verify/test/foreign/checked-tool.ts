/** The files of a package whose tool copies reads and checks them first. */
export const CHECKED_TOOL: Readonly<Record<string, string>> = {
  'src/tool.ts': `import { checkReads, requireReads } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';

export const tool = defineTool({
  name: 'foreign-copy',
  summary: 'copies reads',
  inputs: {
    reads: { kind: 'file', description: 'Reads', suffixes: ['.fq.gz', '.fq'] },
  },
  outputs: {
    copied: { kind: 'file', description: 'The reads', defaultName: '{reads.stem}.copy.fq' },
  },
  params: z.object({ requireReads }),
  resources: { vcpus: 1, memoryMiB: 512, scratch: { baseMiB: 16, perInputMiB: 2 } },
  extraArgsFor: 'sh',
  checkedInJob: ['the reads are whole FASTQ'],
  async prepare({ inputs: { reads }, params: { requireReads }, ...ctx }) {
    await checkReads({ reads1: reads, options: ['--reads', '--reads'], requireReads }, ctx);
  },
  command: ({ inputs, outputs, extraArgs }) => [
    { pipeline: [['sh', '-c', 'copy', 'copy', inputs.reads.path, outputs.copied, ...extraArgs]] },
  ],
});
`,
  'test/data/reads.fq': '@one\nACGTACGT\n+\nIIIIIIII\n@two\nACGTACGA\n+\nIIIIIIII\n',
  'test/foreign-copy.case.json': JSON.stringify({
    definition: 'foreign-copy',
    about: 'Two made-up reads.',
    job: { reads: 'data/reads.fq' },
    expect: { copied: { contains: ['@one', '@two'] } },
    sameOnAnyCpus: true,
  }),
  'test/Dockerfile': `ARG IMAGE=joblayer/foreign-copy:latest
FROM \${IMAGE}
COPY data/ /cases/data/
COPY *.case.json *.mts /cases/
RUN ["/opt/joblayer/bin/node", "/cases/run-cases.mts"]
`,
};
