/** An awk rule for tools to which only equal names are the same sequence. */
export const SAME_NAMES = 'function key(name) { return name }';

/**
 * Reads the genome's names and lengths (a `.fai`, lines of name and length, or a SAM header), then
 * regions. Prints each region as the sequence's index in the genome, its name, start from 0, and
 * end.
 *
 * Two names are the same sequence if their `key` is equal: SAME_NAMES, or a tool's own rule.
 *
 * BED and its other lines: https://genome.ucsc.edu/FAQ/FAQformat.html#format1
 */
export const READ_REGIONS = `
function refuse(what, advice) {
  print "the file given with " option " " what ". " advice > "/dev/stderr"
  failed = 1
  exit 65
}
function refuseLine(what, advice) { refuse("has in line " FNR " " what ": \\"" substr($0, 1, 80) "\\"", advice) }
function know(name, size,  id) { id = key(name); bases[id] = size + 0; rank[id] = ++sequences; own[id] = name }
function isNumber(text) { return text ~ /^[0-9]+$/ && length(text) < 16 }

!regions && /^@[A-Z][A-Z]\\t/ {
  if (substr($0, 1, 4) != "@SQ\\t") next
  name = size = ""
  fields = split($0, field, "\\t")
  for (i = 2; i <= fields; i++) {
    if (field[i] ~ /^SN:/) name = substr(field[i], 4)
    if (field[i] ~ /^LN:/) size = substr(field[i], 4)
  }
  know(name, size)
  next
}
!regions { split($0, field, "\\t"); know(field[1], field[2]); next }

FNR == 1 && substr($0, 1, 3) == "\\357\\273\\277" { $0 = substr($0, 4) }
{ sub(/\\r$/, "") }
NF == 0 { next }
# A sequence of the genome may have such a name.
($1 ~ /^#/ || $1 == "track" || $1 == "browser") && !(key($1) in bases && isNumber($2)) { next }
{
  last = bed || NF > 2 ? $3 : $2
  if (!isNumber($2) || !isNumber(last)) refuseLine("no region", "Expected " (bed ? "name, start and end, as BED counts them" : "name, first and last base"))
  start = bed ? $2 + 0 : $2 - 1
  end = last + 0
  if (start < 0) refuseLine("a base 0", "The lines count from 1. Give a file that counts from 0 a name that ends in .bed")
  if (start > end || (!bed && start == end)) refuseLine("a region that ends before it starts", "Exchange the two numbers, or delete the line")
  count++
  id = key($1)
  if (!(id in bases)) {
    lacking++
    if (!($1 in seen) && length(absent) < 200) absent = absent (absent == "" ? "" : ", ") $1
    seen[$1]
    if (("chr" $1) in bases || (sub(/^chr/, "", $1) && $1 in bases)) prefix = " One of the two writes chr1, the other 1."
    next
  }
  if (end > bases[id]) refuseLine("a region beyond the end of " $1 ", which has " sprintf("%.0f", bases[id]) " bases", "Give regions of the same genome")
  if (start == end) { empty++; next }
  printf "%d\\t%s\\t%.0f\\t%.0f\\n", rank[id], own[id], start, end
}
END {
  if (failed) exit 65
  if (lacking) refuse("names sequences that the genome lacks, in " lacking " of " count " regions: " absent, "Give regions of the same genome, or delete those lines." prefix)
  if (count == empty + 0) refuse("holds no region", "Give at least one, or leave the file out")
  if (empty) print "warning: " empty " regions of " option " hold no base, as their start is their end. They are ignored" > "/dev/stderr"
}
`;

/** Joins regions that overlap or touch. Reads sorted lines as READ_REGIONS prints them. */
export const MERGE_REGIONS = `
function put() { if (name != "") printf "%s\\t%.0f\\t%.0f\\n", name, start + (bed ? 0 : 1), end }
BEGIN { FS = "\\t" }
$2 == name && $3 + 0 <= end { if ($4 + 0 > end) end = $4 + 0; next }
{ put(); name = $2; start = $3 + 0; end = $4 + 0 }
END { put() }
`;
