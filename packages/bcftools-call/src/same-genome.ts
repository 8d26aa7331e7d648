import { comparison } from '@joblayer/genome-files';
import type { Step } from '@joblayer/job-runtime';

/**
 * Compares the header of alignments with the index of a FASTA: bcftools itself calls nothing against another genome, and
 * succeeds. A FASTA may lack sequences (decoys) and have more; one at least must be the same, and none another length.
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
END {
  if (wrong == "" && count && !same) wrong = "none of its sequences is in the alignments"
  if (wrong != "") {
    print "the reads were aligned to another genome than --reference: " wrong > "/dev/stderr"
    exit 1
  }
}`,
);

/** Fails, and says why, unless the alignments are to that genome. */
export function expectSameGenome(alignments: string, fasta: string): Step {
  return {
    pipeline: [['samtools', 'view', '-H', alignments], sameGenome.argv('.', `${fasta}.fai`)],
  };
}
