import type { Step } from '@joblayer/job-runtime';
import { sortMiBPerThread } from '../alignments.ts';
import { withIndexOf } from '../htslib-names.ts';
import { CSI_FOR_LONG_SEQUENCES } from '../long-sequences.ts';

/** The outputs of each aligner. */
export const SORTED_BAM = {
  bam: {
    kind: 'file',
    description: 'The alignments, sorted by coordinate',
    defaultName: '{reads1.stem}.bam',
    otherFormats: ['.cram', '.sam'],
  },
  bai: {
    kind: 'file',
    description: 'The BAM’s index; a CSI holds sequences longer than 512 Mb as well',
    defaultName: '{reads1.stem}.bam.bai',
    beside: { output: 'bam', suffix: '.bai', alternatives: [CSI_FOR_LONG_SEQUENCES] },
  },
} as const;

type Argv = Step['pipeline'][0];

export interface SortRequest {
  readonly cpus: number;
  readonly memoryMiB: number;
  readonly tmpDir: string;
  /** The part of the memory that sorting may have, between 0 and 1. The index takes most of the rest. */
  readonly share: number;
}

/** A stage that sorts alignments from stdin by coordinate. */
export function sortArgv(
  { cpus, memoryMiB, tmpDir, share }: SortRequest,
  output: readonly string[],
): Argv {
  return [
    ...(['samtools', 'sort'] as const),
    ...['-@', String(cpus - 1)],
    ...['-m', `${sortMiBPerThread(memoryMiB, share, cpus)}M`],
    ...['-T', `${tmpDir}/sort`],
    ...output,
    '-',
  ];
}

export interface SortedBamRequest extends SortRequest {
  readonly outputs: { readonly bam: string; readonly bai: string };
  readonly workDir: string;
}

/** Runs an aligner that prints SAM or BAM, sorts its alignments, and writes the BAM and its index. */
export function toSortedBam(aligner: Argv, request: SortedBamRequest): readonly Step[] {
  const { bam, bai } = request.outputs;
  const written = withIndexOf(bam, bai, request.workDir, 'bam');
  const sort = sortArgv(request, ['--write-index', '-o', written.path]);
  return [{ pipeline: [aligner, sort] }, ...written.steps];
}
