import { readableByHtslib, requireReads, sortMiBPerThread } from '@joblayer/genome-files';
import { defineTool } from '@joblayer/job-runtime';
import * as z from 'zod';
import { flagstat } from './flagstat.tool.ts';
import { bgzip } from './bgzip.tool.ts';
import { depth } from './depth.tool.ts';
import { faidx } from './faidx.tool.ts';
import { fastq } from './fastq.tool.ts';
import { idxstats } from './idxstats.tool.ts';
import { index } from './index.tool.ts';
import { merge } from './merge.tool.ts';
import {
  BAM,
  CHECKED_ALIGNMENTS,
  CHECKED_REFERENCE,
  inspectBam,
  prepareReference,
  REFERENCE,
} from './shared/alignments.ts';
import { errorsOf } from './shared/errors.ts';
import { compressionLevel, given, threadsOf } from './shared/options.ts';
import { BY_COORDINATE, ORDER_PARAMS, ORDER_RELATIONS, orderOptions } from './shared/order.ts';
import {
  baiBeside,
  craiBeside,
  CRAM_NEEDS_REFERENCE,
  oneFormat,
  OTHER_THAN_BAM,
  OTHER_THAN_CRAM,
  referenceOf,
  written,
} from './shared/written.ts';
import { tabix } from './tabix.tool.ts';
import { view } from './view.tool.ts';

/** https://www.htslib.org/doc/1.21/samtools-sort.html */
export const tool = defineTool({
  name: 'samtools-sort',
  summary: 'sorts alignments by coordinate, name or tag, writes BAM or CRAM with its index',
  inputs: { bam: { ...BAM, description: 'Alignments, in any order' }, reference: REFERENCE },
  outputs: {
    sorted: {
      kind: 'file',
      required: false,
      description: 'The sorted alignments as BAM',
      defaultName: '{bam.stem}.sorted.bam',
      otherFormats: OTHER_THAN_BAM,
    },
    bai: {
      ...baiBeside('sorted'),
      onlyWith: BY_COORDINATE,
      defaultName: '{bam.stem}.sorted.bam.bai',
    },
    cram: {
      kind: 'file',
      required: false,
      description: 'The sorted alignments as CRAM, instead of BAM',
      insteadOf: 'sorted',
      defaultName: '{bam.stem}.sorted.cram',
      otherFormats: OTHER_THAN_CRAM,
    },
    crai: { ...craiBeside, onlyWith: BY_COORDINATE, defaultName: '{bam.stem}.sorted.cram.crai' },
  },
  params: z.object({
    requireReads,
    ...ORDER_PARAMS,
    compressionLevel: compressionLevel.describe('From 0, none, to 9, smallest (-l)'),
  }),
  relations: [CRAM_NEEDS_REFERENCE, oneFormat('sorted', 'cram'), ...ORDER_RELATIONS],
  // The runs of the sort, and the output. SAM shrinks.
  resources: { vcpus: 4, memoryMiB: 4096, scratch: { baseMiB: 64, perInputMiB: 3 } },
  extraArgsFor: 'samtools sort',
  errorPatterns: errorsOf('far'),
  checkedInJob: [CHECKED_ALIGNMENTS, CHECKED_REFERENCE],

  inspect: inspectBam,
  prepare: prepareReference,

  command({ inputs, outputs, params, extraArgs, cpus, memoryMiB, workDir, tmpDir }) {
    const { sorted, bai, cram, crai } = outputs;
    const genome = referenceOf(inputs.reference, workDir, cram !== undefined);
    const bam = readableByHtslib(inputs.bam.path, workDir);
    const to =
      cram === undefined
        ? written(sorted, bai, 'bam', workDir)
        : written(cram, crai, 'cram', workDir);
    return [
      ...genome.steps,
      ...bam.steps,
      {
        pipeline: [
          [
            ...(['samtools', 'sort'] as const),
            ...threadsOf(cpus),
            ...['-m', `${sortMiBPerThread(memoryMiB, 0.6, cpus)}M`, '-T', `${tmpDir}/sort`],
            ...orderOptions(params),
            ...given('-l', params.compressionLevel),
            ...[...genome.words, ...extraArgs, ...to.options, '-o', to.path, bam.path],
          ],
        ],
      },
      ...to.steps,
    ];
  },
});

/** Further definitions of this image. */
export const also = [
  ...[view, index, flagstat, fastq, merge, faidx],
  ...[idxstats, depth, bgzip, tabix],
];
