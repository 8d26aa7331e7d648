import { layOutFile, type Layout } from '@joblayer/genome-files';
import type { Step } from '@joblayer/job-runtime';
import { NAME_FUNCTIONS, SEQUENCES } from './database-names.ts';

const NAME = 'check-variants.awk';

/**
 * Reads the sequences of a database, then a VCF. Exits with 65 if they do not match.
 *
 * snpEff only marks a variant on a sequence that it does not have (ERROR_CHROMOSOME_NOT_FOUND), and
 * succeeds. tabix refuses unsorted variants, but only after the whole annotation.
 */
const PROGRAM = `${NAME_FUNCTIONS}
function unsorted(what) {
  what = "the variants in the file given with --vcf are not sorted by position: line " FNR " has " what
  if (must_be_sorted) fail(what ". Sort them with bcftools sort", 65)
  if (!warned++) warn(what)
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
END {
  if (failed) exit failed
  if (!header && !count) fail("the file given with --vcf holds neither a header nor variants. Expected VCF", 65)
  if (!count) warn("the file given with --vcf holds no variants")
  if (lacking && lacking == count) {
    fail("none of the sequences in --vcf is in --database: it has " first(expected, known) \\
      " (which snpEff keeps without a \\"chr\\"), but the VCF has " first(absent, lacking) ". Give the database of the " \\
      "genome that the variants were called with, or rename the VCF's sequences with bcftools annotate --rename-chrs", 65)
  }
  if (lacking) {
    warn("variants on " lacking " of " count " sequences of --vcf get no effects, as the database lacks " \\
      first(absent, lacking))
  }
}`;

export const layOutVariantCheck = (layout: Layout): Promise<void> =>
  layOutFile(layout, NAME, PROGRAM);

interface Check {
  /** Whether an index will be made, which needs sorted variants. */
  readonly mustBeSorted: boolean;
  readonly workDir: string;
}

/**
 * Fails with a message if the variants cannot be annotated and indexed. Warns if some get no
 * effects.
 */
export const checkVariants = (vcf: string, { mustBeSorted, workDir }: Check): Step => ({
  pipeline: [
    // Reads like snpEff. For plain text with a name in .gz, snpEff reads no variants and succeeds.
    vcf.endsWith('.gz') ? ['gzip', '--decompress', '--stdout', '--', vcf] : ['cat', vcf],
    [
      ...(['awk', '-f', `${workDir}/${NAME}`, `must_be_sorted=${mustBeSorted ? 1 : 0}`] as const),
      ...[`${workDir}/${SEQUENCES}`, 'variants=1', '-'],
    ],
  ],
});
