import { layOutFile, type Layout } from '@joblayer/genome-files';
import type { StagedFile, Step } from '@joblayer/job-runtime';

const EXONS = 'exons.awk';
const SITES = 'splice-sites.awk';

/** Prints transcript, start, end, sequence and strand of each exon. */
const EXONS_PROGRAM = `
BEGIN { FS = OFS = "\\t" }
$3 == "exon" && match($9, /transcript_id "[^"]+"/) {
  print $1 SUBSEP substr($9, RSTART, RLENGTH), $4, $5, $1, $7
}`;

/**
 * Reads sorted exons, and prints the last base of one and the first base of the next, from 0, as
 * hisat2_extract_splice_sites.py does: a gap of fewer than 5 bases is no intron.
 */
const SITES_PROGRAM = `
BEGIN { FS = OFS = "\\t" }
$1 != transcript { transcript = $1; end = $3; next }
$2 - end > 5 { print $4, end - 1, $2 - 1, $5 }
$3 > end || $2 - end > 5 { end = $3 }`;

/** Writes the programs that `spliceSites` runs. */
export async function layOutSpliceSites(layout: Layout): Promise<void> {
  await layOutFile(layout, EXONS, EXONS_PROGRAM);
  await layOutFile(layout, SITES, SITES_PROGRAM);
}

/** Known splice sites in hisat2's form, and the steps that write them. */
export function spliceSites(
  annotation: StagedFile,
  workDir: string,
): { readonly path: string; readonly steps: readonly Step[] } {
  const path = `${workDir}/splice-sites.txt`;
  const step: Step = {
    pipeline: [
      ['gzip', '--decompress', '--stdout', '--force', '--', annotation.path],
      ['awk', '-f', `${workDir}/${EXONS}`],
      ['sort', '-t', '\t', '-k', '1,1', '-k', '2,2n', '-k', '3,3n'],
      ['awk', '-f', `${workDir}/${SITES}`],
      ['sort', '-u', '-t', '\t', '-k', '1,1', '-k', '2,2n', '-k', '3,3n', '-k', '4,4'],
    ],
    stdoutTo: path,
  };
  return { path, steps: [step] };
}
