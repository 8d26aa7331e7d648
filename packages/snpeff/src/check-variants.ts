import { comparison } from '@joblayer/genome-files';
import type { Step } from '@joblayer/job-runtime';
import { type Database, PREDICTOR } from './database.ts';

/**
 * Compares the sequences of a VCF with those of a database: snpEff itself only marks each variant on one that it does
 * not have (ERROR_CHROMOSOME_NOT_FOUND), and succeeds. A database keeps names as snpEff simplifies them (its class
 * ChromosomeSimpleName): without "chr", "chromo" or "chromosome", and without zeros, at their beginning.
 */
export const sameGenome = comparison(
  'variants',
  `
function simple(name,  before, lower) {
  do {
    before = name
    lower = tolower(name)
    if (lower !~ /^chr(omo(some)?)?$/ && match(lower, /^chr(omo(some)?)?[:_-]?/)) name = substr(name, RLENGTH + 1)
    if (name != "0") sub(/^0/, "", name)
  } while (name != before)
  return name
}
function first(names, count,  i, text) {
  for (i = 1; i <= count && i <= 8; i++) text = text (i > 1 ? ", " : "") names[i]
  return text (count > 8 ? " and " count - 8 " more" : "")
}
BEGIN { FS = "\\t" }
!variants { expected[++known] = $1; inDatabase[$1]; next }
/^#/ { header = 1; next }
NF < 8 || $1 in seen { next }
{ seen[$1]; count++ }
!(simple($1) in inDatabase) { absent[++lacking] = $1 }
END {
  if (!header && !count) {
    print "the file given with --vcf holds neither a header nor variants: expected VCF" > "/dev/stderr"
    exit 1
  }
  if (!count) print "warning: the file given with --vcf holds no variants" > "/dev/stderr"
  if (!lacking) exit 0
  if (lacking < count) {
    print "warning: variants on " lacking " of " count " sequences of --vcf get no effects, as the database lacks " \\
      first(absent, lacking) > "/dev/stderr"
    exit 0
  }
  print "none of the sequences in --vcf is in --database: it has " first(expected, known) \\
    " (which snpEff keeps without a \\"chr\\"), and the VCF has " first(absent, lacking) ". Give the database of the " \\
    "genome that the variants were called with, or rename the VCF's sequences by bcftools annotate --rename-chrs" \\
    > "/dev/stderr"
  exit 1
}`,
);

/** Fails, and says why, where no variant lies on a sequence that the database has; warns where some lie on others. */
export function expectSameGenome(
  vcf: string,
  { path }: Database,
  workDir: string,
): readonly Step[] {
  const sequences = `${workDir}/sequences.txt`;
  const decompress = ['gzip', '--decompress', '--stdout', '--'] as const;
  return [
    {
      pipeline: [
        [...decompress, `${path}/${PREDICTOR}`],
        ['awk', '-F', '\\t', '$1 == "CHROMOSOME" { print $6 }'],
      ],
      stdoutTo: sequences,
    },
    {
      // Like snpEff, which of plain text under a name with .gz reads nothing, and succeeds.
      pipeline: [
        vcf.endsWith('.gz') ? [...decompress, vcf] : ['cat', vcf],
        sameGenome.argv(workDir, sequences),
      ],
    },
  ];
}
