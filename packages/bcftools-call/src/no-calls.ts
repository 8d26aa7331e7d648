import { layOutFile, type Layout } from '@joblayer/genome-files';
import type { Step } from '@joblayer/job-runtime';

/** The awk program's file. As an argument, every job's log would show the warning. */
const NAME = 'no-calls.awk';
const PROGRAM = `
/^SN\\t0\\tnumber of records:\\t0$/ {
  print "warning: no variant was called: the VCF holds no records. The reads lie outside the regions, or are equal to the genome, or there are none" > "/dev/stderr"
}`;

export const layOutNoCalls = (layout: Layout): Promise<void> => layOutFile(layout, NAME, PROGRAM);

/**
 * Warns if there are no calls. Otherwise a sample without reads looks like one without variants.
 */
export const warnOfNoCalls = (stats: string): Step => ({
  pipeline: [['awk', '-f', `./${NAME}`, stats]],
});
