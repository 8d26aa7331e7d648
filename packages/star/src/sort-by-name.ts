import type { CommandContext, Step } from '@joblayer/job-runtime';

/** The part of the memory that sorting may have. STAR has ended by then. */
const SHARE = 0.5;

/**
 * Sorts the lines by the first field alone, and keeps the order of a read's own: mates of one alignment stay together,
 * as samtools sort would not keep them.
 */
const SCRIPT =
  'set -o pipefail; { samtools view --no-PG -H "$1" && samtools view "$1" | LC_ALL=C sort -s -t "$(printf \'\\t\')" -k 1,1 -S "$3" -T "$4" --parallel="$5"; } | samtools view --no-PG -@ "$(($5 - 1))" -b -o "$2" -';

/**
 * Writes a BAM in the order of the reads' names. STAR writes the reads of each thread when it has enough, so that their
 * order depends on the threads.
 *
 * @param to the location of the output, if it was asked for
 */
export const sortByName = (
  bam: string,
  to: string | undefined,
  { cpus, memoryMiB, tmpDir }: Pick<CommandContext, 'cpus' | 'memoryMiB' | 'tmpDir'>,
): readonly Step[] =>
  to === undefined
    ? []
    : [
        {
          pipeline: [
            [
              ...(['bash', '-c', SCRIPT, 'sort-by-name', bam, to] as const),
              ...[`${Math.floor(memoryMiB * SHARE)}M`, tmpDir, String(cpus)],
            ],
          ],
        },
      ];
