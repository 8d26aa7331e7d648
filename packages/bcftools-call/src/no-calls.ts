import { layOutFile, type Layout } from '@joblayer/genome-files';
import type { Step } from '@joblayer/job-runtime';

/** Among what `bcftools stats` counts, in a file: as an argument, the warning would stand in every job's log. */
const NAME = 'no-calls.awk';
const PROGRAM = `
/^SN\\t0\\tnumber of records:\\t0$/ {
  print "warning: nothing was called: the VCF holds no records. Reads, if any, lie outside of the regions, or are like the genome" > "/dev/stderr"
}`;

export const layOutNoCalls = (layout: Layout): Promise<void> => layOutFile(layout, NAME, PROGRAM);

/** Warns where there are no calls: for a sample without reads all succeeds as for one without variants. */
export const warnOfNoCalls = (stats: string): Step => ({
  pipeline: [['awk', '-f', `./${NAME}`, stats]],
});
