import { requireReads, sortMiBPerThread } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import {
  bam,
  CHECKED,
  genomeOptions,
  inspect,
  prepare,
  readable,
  reference,
  threadsOf,
} from './alignments.ts';
import { ofAlignments, ofGenome } from './error-patterns.ts';
import {
  asBai,
  asBam,
  asCrai,
  asCram,
  compressionLevel,
  writing,
  writtenRelations,
} from './written.ts';

/** The part of the memory that sorting may have. The rest is for reading and writing. */
const SORT_SHARE = 0.75;
const STEM = '{bam.stem}.sorted';
const ORDERS = {
  coordinate: [],
  name: ['-n'],
  'ascii-name': ['-N'],
  template: ['--template-coordinate'],
} as const;
const byCoordinate = { option: 'order', is: ['coordinate'] } as const;

/** https://www.htslib.org/doc/1.21/samtools-sort.html */
export const sort = defineTool({
  name: 'samtools-sort',
  summary: 'sorts alignments by coordinate or by name, and indexes them',
  inputs: {
    bam: { ...bam, description: 'Alignments, in any order' },
    reference: { ...reference, description: `${reference.description}; required by --cram` },
  },
  outputs: {
    sorted: asBam('The alignments, sorted', STEM),
    bai: { ...asBai('sorted', STEM), onlyWith: byCoordinate },
    cram: asCram('sorted', STEM),
    crai: { ...asCrai(STEM), onlyWith: byCoordinate },
  },
  params: z.object({
    requireReads,
    order: z
      .enum(['coordinate', 'name', 'ascii-name', 'template'])
      .default('coordinate')
      .describe(
        'By coordinate; by name, with numbers in it by value (-n); by the bytes of the name (-N); by the coordinates of both ends of a template (--template-coordinate)',
      ),
    compressionLevel,
  }),
  resources: {
    vcpus: 2,
    memoryMiB: 4096,
    // The sorted runs, with little compression, and the output.
    scratch: { baseMiB: 64, perInputMiB: 3 },
  },
  extraArgsFor: 'samtools sort',
  errorPatterns: [...ofGenome, ...ofAlignments],
  relations: writtenRelations('sorted'),
  checkedInJob: CHECKED,
  inspect,
  prepare,

  command({ inputs, outputs, params, extraArgs, cpus, memoryMiB, workDir, tmpDir }) {
    const genome = genomeOptions(inputs.reference, workDir);
    const { file, steps } = readable(inputs.bam, workDir);
    const { sorted, ...others } = outputs;
    const target = writing({ bam: sorted, ...others }, params.compressionLevel, workDir);
    return [
      ...genome.steps,
      ...steps,
      {
        pipeline: [
          [
            ...(['samtools', 'sort', ...threadsOf(cpus)] as const),
            ...['-m', `${sortMiBPerThread(memoryMiB, SORT_SHARE, cpus)}M`, '-T', `${tmpDir}/sort`],
            ...ORDERS[params.order],
            ...genome.options,
            ...target.options,
            ...extraArgs,
            file.path,
          ],
        ],
      },
      ...target.steps,
    ];
  },
});
