import { comparison, type Layout } from '@joblayer/genome-files';
import type { StagedFile, Step } from '@joblayer/job-runtime';

/**
 * Reads a file of regions beside the index of the FASTA: bcftools itself calls nothing in targets on sequences that
 * there are not, or of lines that it cannot read, and succeeds.
 */
const program = (option: string) => `
function fail(what) {
  print "the file given with ${option} " what > "/dev/stderr"
  failed = 1
  exit 1
}
BEGIN { FS = "[ \\t]+" }
!regions { known[$1]; next }
{ sub(/\\r$/, "") }
/^#/ || /^$/ { next }
NF < 2 || $2 !~ /^[0-9]+$/ || (NF > 2 && ($3 !~ /^[0-9]+$/ || $3 + 0 < $2 + 0)) {
  fail("has no region in line " FNR ": expected name, first and last base, between tabs, got \\"" substr($0, 1, 80) "\\"")
}
{ count++ }
!($1 in known) { lacking++; if (!($1 in seen)) absent = absent (absent == "" ? "" : ", ") $1; seen[$1] }
END {
  if (failed) exit 1
  if (!count) print "warning: the file given with ${option} holds no region: nothing is called" > "/dev/stderr"
  if (!lacking) exit 0
  absent = substr(absent, 1, 200)
  if (lacking == count) fail("names only sequences that --reference does not have: " absent ". Give regions of the same genome")
  print "warning: " lacking " of " count " regions of ${option} are passed over, as --reference lacks " absent > "/dev/stderr"
}`;

const checks = {
  '--regions-file': comparison('regions', program('--regions-file'), 'regions-file.awk'),
  '--targets': comparison('regions', program('--targets'), 'targets.awk'),
};

/** Lays out what `expectRegions` runs. */
export const layOutRegions = async (layout: Layout): Promise<void> => {
  for (const check of Object.values(checks)) await check.layOut(layout);
};

/** Fails, and says why, unless the file holds regions, and of the genome; warns where some are of another. */
export const expectRegions = (
  option: keyof typeof checks,
  file: StagedFile | undefined,
  fasta: string,
): readonly Step[] =>
  file
    ? [
        {
          pipeline: [
            ['gzip', '--decompress', '--stdout', '--force', '--', file.path],
            checks[option].argv('.', `${fasta}.fai`),
          ],
        },
      ]
    : [];
