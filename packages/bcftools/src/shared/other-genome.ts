import { layOutFile, type Layout } from '@joblayer/genome-files';
import type { Step } from '@joblayer/job-runtime';

const NAME = 'other-genome.awk';

/** Reads what bcftools norm prints. With another genome, it changes or reports REF in most records, and succeeds. */
const PROGRAM = `
/^REF_MISMATCH\\t/ { differing++ }
/^REF\\/ALT total/ { split($NF, n, "/"); differing = n[2] + n[3] }
/^Lines +total/ { split($NF, n, "/"); total = n[1] }
END {
  if (differing * 2 <= total) exit 0
  print "REF differs from the genome given with --reference in " differing " of the " total " records given with --variants: they are of another genome. Give files of one genome, in one release" > "/dev/stderr"
  exit 65
}`;

export const layOutOtherGenome = (layout: Layout): Promise<void> =>
  layOutFile(layout, NAME, PROGRAM);

/** Exits with 65 if most records do not fit the genome. */
export const expectOneGenome = (log: string, workDir: string): Step => ({
  pipeline: [['awk', '-f', `${workDir}/${NAME}`, log]],
});
