import { layOutFile, type Layout } from '@joblayer/genome-files';
import type { Step } from '@joblayer/job-runtime';
import { NAME_FUNCTIONS, SEQUENCES } from './database-names.ts';

/** Which index the annotated VCF gets. `auto` is a TBI, or a CSI where a TBI cannot hold the positions. */
export type IndexChoice = 'tbi' | 'csi' | 'auto' | 'none';

/** The option for tabix that makes the index, in a file of the work directory. */
export const INDEX_OPTION = 'index-option.txt';

const NAME = 'check-variants.awk';

/**
 * Reads the sequences of a database, then a VCF, and prints which index fits. It exits with 64 for arguments that do not
 * fit the data, and with 65 for data.
 *
 * snpEff itself only marks a variant on a sequence that it does not have (ERROR_CHROMOSOME_NOT_FOUND), and succeeds;
 * tabix refuses unsorted variants, and positions that its index cannot hold, but only after all were annotated.
 */
const PROGRAM = `${NAME_FUNCTIONS}
function unsorted(what) {
  what = "the variants in the file given with --vcf are not sorted by position: line " FNR " has " what
  if (choice != "none") fail(what ". Sort them by bcftools sort", 65)
  if (!told++) warn(what)
}
function last_base(  end) {
  end = $2 + length($4) - 1
  if (match(";" $8, /;END=[0-9]+/) && substr($8, RSTART + 4, RLENGTH - 5) + 0 > end) end = substr($8, RSTART + 4, RLENGTH - 5) + 0
  return end
}
function too_far(  what) {
  what = "the file given with --vcf has " $1 ":" $2 " in line " FNR ", and a TBI index ends at position 536,870,912"
  if (choice == "tbi") fail(what ". Leave --tbi out, or give a location for a CSI index with --csi", 64)
  if (choice == "auto") warn(what ": the index is a CSI, --csi, and --tbi is not made")
  choice = "csi"
}
BEGIN { FS = "\\t" }
!variants { expected[++known] = $1; inDatabase[$1]; next }
/^#/ { header = 1; next }
NF < 8 { next }
$1 != current {
  if ($1 in seen) unsorted($1 " again, after " current)
  else {
    seen[$1]; count++
    if (!(simple($1) in inDatabase)) absent[++lacking] = $1
  }
  current = $1
  previous = 0
}
$2 + 0 < previous { unsorted($1 ":" $2 " after " $1 ":" previous) }
{ previous = $2 + 0 }
choice != "csi" && choice != "none" && last_base() > 536870912 { too_far() }
END {
  if (failed) exit failed
  if (!header && !count) fail("the file given with --vcf holds neither a header nor variants: expected VCF", 65)
  if (!count) warn("the file given with --vcf holds no variants")
  if (lacking && lacking == count) {
    fail("none of the sequences in --vcf is in --database: it has " first(expected, known) \\
      " (which snpEff keeps without a \\"chr\\"), and the VCF has " first(absent, lacking) ". Give the database of the " \\
      "genome that the variants were called with, or rename the VCF's sequences by bcftools annotate --rename-chrs", 65)
  }
  if (lacking) {
    warn("variants on " lacking " of " count " sequences of --vcf get no effects, as the database lacks " \\
      first(absent, lacking))
  }
  print choice == "csi" ? "--csi" : "--preset=vcf"
}`;

export const layOutVariantCheck = (layout: Layout): Promise<void> =>
  layOutFile(layout, NAME, PROGRAM);

/** Fails, and says why, unless the variants can be annotated and indexed; warns where some get no effects. */
export const checkVariants = (vcf: string, index: IndexChoice, workDir: string): Step => ({
  pipeline: [
    // Like snpEff, which of plain text under a name with .gz reads nothing, and succeeds.
    vcf.endsWith('.gz') ? ['gzip', '--decompress', '--stdout', '--', vcf] : ['cat', vcf],
    [
      ...(['awk', '-f', `${workDir}/${NAME}`, `choice=${index}`] as const),
      ...[`${workDir}/${SEQUENCES}`, 'variants=1', '-'],
    ],
  ],
  stdoutTo: `${workDir}/${INDEX_OPTION}`,
});
