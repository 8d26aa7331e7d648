import { sortArgv, type Lane } from '@joblayer/genome-files/aligners';
import type { StagedFile, Step } from '@joblayer/job-runtime';
import { checkReadsArgv } from './check-reads-argv.ts';
import { headerLine, type ReadGroup } from './read-groups.ts';

/** The part of the memory for sorting. The index of a human genome takes about 6 GB of the rest. */
const SORT_SHARE = 0.25;

/** The file in the work directory with the header lines of all read groups. */
export const READ_GROUPS = 'read-groups.sam';

export interface Alignment {
  readonly lanes: readonly Lane<StagedFile>[];
  readonly readGroups: readonly ReadGroup[];
  /** The options of bwa that are the same for each lane. */
  readonly options: readonly string[];
  /** The prefix of bwa's index. */
  readonly index: string;
  readonly extraArgs: readonly string[];
  readonly cpus: number;
  readonly memoryMiB: number;
  readonly workDir: string;
  readonly tmpDir: string;
}

/** Aligns and sorts the only lane. */
export const alignOne = (alignment: Alignment, to: string): Step => ({
  pipeline: [
    checkReadsArgv(alignment.lanes),
    bwaMem(alignment, 0),
    sort(alignment, ['--write-index', '-o', to]),
  ],
});

/**
 * Aligns and sorts each lane alone, then merges all. bwa takes one read group in a run. Reads that
 * are aligned together share an estimate of the insert size, which differs between libraries and
 * flowcells. So each lane has the alignments that it would have alone. The header gets the read
 * groups from a file, with the facts from the reads' names.
 */
export function alignEach(alignment: Alignment, to: string): readonly Step[] {
  const { lanes, workDir, cpus } = alignment;
  const parts = lanes.map((_, lane) => `${workDir}/lane-${lane + 1}.bam`);
  return [
    ...parts.map((part, lane): Step => {
      const work = [bwaMem(alignment, lane), sort(alignment, ['-l', '1', '-o', part])] as const;
      // The first stage checks all lanes, so that a fault in the last lane shows early.
      return { pipeline: lane === 0 ? [checkReadsArgv(lanes), ...work] : work };
    }),
    {
      pipeline: [
        [
          ...(['samtools', 'merge', '-@', String(cpus - 1)] as const),
          // The merge gives the lanes' @PG lines different ids from a random seed: the same in
          // every run.
          ...['-c', '-s', '1', '-h', `${workDir}/${READ_GROUPS}`],
          ...['--write-index', '-o', to, ...parts],
        ],
      ],
    },
  ];
}

function bwaMem({ lanes, readGroups, options, index, extraArgs, cpus }: Alignment, lane: number) {
  const { reads1, reads2 } = lanes[lane] as Lane<StagedFile>;
  return [
    ...(['bwa', 'mem'] as const),
    ...['-t', String(cpus)],
    ...options,
    ...['-R', headerLine(readGroups[lane] as ReadGroup, '\\t')],
    ...extraArgs,
    index,
    reads1.path,
    ...(reads2 ? [reads2.path] : []),
  ] as const;
}

const sort = (alignment: Alignment, output: readonly string[]) =>
  sortArgv({ ...alignment, share: SORT_SHARE }, output);
