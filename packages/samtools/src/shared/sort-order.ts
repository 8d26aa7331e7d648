import { layOutFile, type Layout } from '@joblayer/genome-files';
import type { Step } from '@joblayer/job-runtime';

const PROGRAM = 'sort-order.awk';

/**
 * Reads a header. Exits with 65 if the alignments are in another order. Without a line SO, they
 * may be in any.
 *
 * https://samtools.github.io/hts-specs/SAMv1.pdf, section 1.3
 */
const SORT_ORDER = `
/^@HD\\t/ {
  fields = split($0, field, "\\t")
  for (i = 2; i <= fields; i++) {
    if (field[i] ~ /^SO:/) found = substr(field[i], 4)
    if (field[i] ~ /^SS:/) detail = substr(field[i], 4)
  }
}
END {
  # The kind of an order by name, if it is stated.
  if (found == order && (kind == "" || detail == "" || detail == order ":" kind)) exit 0
  if (found == order) { found = detail; order = order ":" kind }
  if (found == "") found = "unknown"
  print "the file given with " option " is not sorted as expected: its header has the order " found ", not " order ". Sort it with samtools-sort." > "/dev/stderr"
  exit 65
}
`;

/** Writes the program of `sortOrderSteps`. */
export const layOutSortOrder = (layout: Layout): Promise<void> =>
  layOutFile(layout, PROGRAM, SORT_ORDER);

interface Expected {
  readonly option: `--${string}`;
  readonly workDir: string;
  readonly order?: 'coordinate' | 'queryname';
  /** Of an order by name. */
  readonly kind?: 'natural' | 'lexicographical' | undefined;
}

/** Steps that refuse alignments whose header states another order: samtools would not notice it. */
export const sortOrderSteps = (
  paths: readonly string[],
  { option, workDir, order = 'coordinate', kind }: Expected,
): readonly Step[] =>
  paths.map((path) => ({
    pipeline: [
      ['samtools', 'view', '-H', path],
      [
        ...(['awk', '-f', `${workDir}/${PROGRAM}`] as const),
        ...['-v', `option=${option}`, '-v', `order=${order}`, '-v', `kind=${kind ?? ''}`],
      ],
    ],
  }));
