import { comparison } from '@joblayer/genome-files';
import type { StagedFile, Step } from '@joblayer/job-runtime';
import { labelOf, linkOf } from './link-name.ts';

/**
 * Compares the header of alignments with the index of a FASTA. With another genome, bcftools calls
 * nothing and succeeds. The FASTA may lack sequences (decoys) and have others. At least one must be
 * the same, and none may have another length.
 */
export const sameGenome = comparison(
  'alignments',
  `
BEGIN { FS = "\\t" }
!alignments { bases[$1] = $2; next }
$1 == "@SQ" {
  name = size = ""
  for (i = 2; i <= NF; i++) {
    if ($i ~ /^SN:/) name = substr($i, 4)
    if ($i ~ /^LN:/) size = substr($i, 4)
  }
  count++
  if (!(name in bases)) next
  if (bases[name] == size) same++
  else wrong = name " has " size " bases in the alignments, " bases[name] " in the FASTA"
}
$1 == "@RG" {
  sample = file
  for (i = 2; i <= NF; i++) if ($i ~ /^SM:./) sample = substr($i, 4)
  print sample "\\t" file
  samples++
}
END {
  if (!samples) print file "\\t" file
  if (wrong == "" && count && !same) wrong = "none of its sequences is in the alignments"
  if (wrong != "") {
    print "genomes differ: " wrong > "/dev/stderr"
    exit 1
  }
}`,
);

export interface Expected {
  readonly alignments: StagedFile;
  readonly fasta: string;
  readonly workDir: string;
  /** A directory or file for lines of sample and file. */
  readonly samplesTo: string;
}

/** Fails with a message if the alignments were made with another genome. */
export function expectSameGenome({ alignments, fasta, workDir, samplesTo }: Expected): Step {
  const [awk, flag, program, ...files] = sameGenome.argv(workDir, `${fasta}.fai`);
  // In an awk assignment, a backslash of the name would start an escape.
  const file = `file=${labelOf(alignments).replaceAll('\\', '\\\\')}`;
  return {
    pipeline: [
      ['samtools', 'view', '-H', linkOf(alignments, workDir)],
      [awk, ...[flag, program, file, ...files].filter(isGiven)],
    ],
    stdoutTo: samplesTo,
  };
}

const isGiven = (text: string | undefined): text is string => text !== undefined;
