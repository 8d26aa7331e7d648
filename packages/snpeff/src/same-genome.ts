import type { Step } from '@joblayer/job-runtime';
import { join } from 'node:path';

/**
 * Compares the sequences of a VCF with those of a database: snpEff itself only marks each variant on one that it does
 * not have (ERROR_CHROMOSOME_NOT_FOUND), and succeeds. One at least must be there. A database keeps the names as snpEff
 * simplifies them (its class ChromosomeSimpleName): without "chr", "chromo" or "chromosome", and without zeros before
 * the rest.
 */
const COMPARE = `
function simple(name,  before, lower) {
  do {
    before = name
    lower = tolower(name)
    if (lower !~ /^chr(omo(some)?)?$/ && match(lower, /^chr(omo(some)?)?[:_-]?/)) name = substr(name, RLENGTH + 1)
    if (name != "0") sub(/^0/, "", name)
  } while (name != before)
  return name
}
function listed(names, count,  i, text) {
  for (i = 1; i <= count && i <= 10; i++) text = text (i > 1 ? ", " : "") names[i]
  return text (count > 10 ? " and " count - 10 " more" : "")
}
BEGIN { FS = "\\t" }
!variants { if ($1 == "CHROMOSOME") { held[++databaseCount] = $6; isHeld[$6] } next }
/^#/ || $1 == last { next }
{ last = $1 }
$1 in seen { next }
{ seen[$1]; found++ }
!(simple($1) in isHeld) { lacking[++lackingCount] = $1 }
END {
  if (!lackingCount || !databaseCount) exit 0
  print (lackingCount == found ? "error: none" : "warning: " lackingCount) " of the " found \\
    " sequences with variants in --vcf " (lackingCount == 1 ? "is" : "are") " in the database" > "/dev/stderr"
  exit lackingCount == found
}`;
