import { layOutFile, type Layout } from '@joblayer/genome-files';
import type { Step } from '@joblayer/job-runtime';

type Argv = Step['pipeline'][0];

/** Holds an orphan's own flag and mate fields while it is handled as a single read. Lower case is for local use. */
const TAG = 'zj';
const SET_APART = 'set-orphans-apart.awk';
const RESTORE = 'restore-orphans.awk';

/**
 * Reads SAM collated by name. An orphan is a mapped read whose flag promises a mapped mate, and whose mate was filtered
 * away. `samtools markdup` 1.21 wants the mate's tags of it, and fails or leaves duplicates unmarked. Without the flags
 * of a pair it is a single read.
 */
const SET_APART_PROGRAM = `
function has(flag, bit) { return int(flag / bit) % 2 }
function flush(  i) {
  if (primaries == 1 && has(flag, 1) && !has(flag, 4) && !has(flag, 8)) line[primary] = single(line[primary])
  for (i = 1; i <= lines; i++) print line[i]
  lines = primaries = 0
}
function single(text,  i, fields, field, own) {
  fields = split(text, field, "\\t")
  own = field[2] "," field[8] "," field[9] "," field[7]
  # Of a pair: paired, proper, mate reversed, first, second.
  for (i = 1; i <= 128; i *= 2) if (i != 4 && i != 16 && has(flag, i)) field[2] -= i
  field[7] = "*"
  field[8] = field[9] = 0
  text = field[1]
  for (i = 2; i <= fields; i++) text = text "\\t" field[i]
  return text "\\t${TAG}:Z:" own
}
/^@/ { print; next }
{
  tab = index($0, "\\t")
  name = substr($0, 1, tab)
  if (name != last) { flush(); last = name }
  line[++lines] = $0
  its = substr($0, tab + 1, 5) + 0
  if (!has(its, 256) && !has(its, 2048)) { primaries++; primary = lines; flag = its }
}
END { flush() }
`;

/** Gives orphans their own fields back, with the duplicate flag of samtools markdup. */
const RESTORE_PROGRAM = `
BEGIN { FS = OFS = "\\t" }
!index($0, "\\t${TAG}:Z:") || /^@/ { print; next }
{
  own = $0
  sub(/.*\\t${TAG}:Z:/, "", own)
  rest = own
  sub(/\\t.*/, "", own)
  rest = substr(rest, length(own) + 1)
  $0 = substr($0, 1, length($0) - length("\\t${TAG}:Z:") - length(own) - length(rest)) rest
  split(own, field, ",")
  duplicate = int($2 / 1024) % 2
  $2 = field[1] + 1024 * (duplicate - int(field[1] / 1024) % 2)
  $7 = substr(own, length(field[1]) + length(field[2]) + length(field[3]) + 4)
  $8 = field[2]
  $9 = field[3]
  print
}
`;

export async function layOutOrphans(layout: Layout): Promise<void> {
  await layOutFile(layout, SET_APART, SET_APART_PROGRAM);
  await layOutFile(layout, RESTORE, RESTORE_PROGRAM);
}

export const setOrphansApart = (workDir: string): Argv => ['awk', '-f', `${workDir}/${SET_APART}`];

export const restoreOrphans = (workDir: string): Argv => ['awk', '-f', `${workDir}/${RESTORE}`];
