import type { Step } from '@joblayer/job-runtime';
import { type Database, PREDICTOR } from './database.ts';

/** Files in the work directory with the names in a database, a name a line. */
export const SEQUENCES = 'sequences.txt';
export const TRANSCRIPTS = 'transcripts.txt';

/**
 * Awk functions for names of sequences. A database has them as snpEff simplifies them (its class
 * ChromosomeSimpleName): without "chr", "chromo" or "chromosome", and without zeros, at the start.
 */
export const NAME_FUNCTIONS = `
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
function fail(what, code) {
  print what > "/dev/stderr"
  failed = code
  exit code
}
function warn(what) {
  print "warning: " what > "/dev/stderr"
}`;

/** Writes the names of sequences, or the ids of transcripts, in a database. */
export const listNames = (
  { path }: Database,
  type: 'CHROMOSOME' | 'TRANSCRIPT',
  stdoutTo: string,
): Step => ({
  pipeline: [
    ['gzip', '--decompress', '--stdout', '--', `${path}/${PREDICTOR}`],
    // A sequence with its length. Positions in this file count from 0.
    ['awk', '-F', '\\t', `$1 == "${type}" { print $6 "\\t" $5 + 1 }`],
  ],
  stdoutTo,
});
